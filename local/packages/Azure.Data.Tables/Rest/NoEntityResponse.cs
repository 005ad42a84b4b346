namespace Azure.Data.Tables;

/// <summary>The answer to a read of a row that is not there.</summary>
internal sealed class NoEntityResponse<T>(Response response) : NullableResponse<T>
{
    public override bool HasValue => false;

    public override T Value => throw new InvalidOperationException("The response has no value: the entity does not exist. Look at HasValue first.");

    public override Response GetRawResponse() => response;
}
