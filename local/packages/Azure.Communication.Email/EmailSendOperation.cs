namespace Azure.Communication.Email;

/// <summary>A sending under way.</summary>
public class EmailSendOperation : Operation<EmailSendResult>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly EmailClient _client = null!;
    private Response? _response;
    private EmailSendResult? _result;

    protected EmailSendOperation()
    {
    }

    /// <summary>An operation that was begun before.</summary>
    public EmailSendOperation(string id, EmailClient client) =>
        (Id, _client) = (id ?? throw new ArgumentNullException(nameof(id)), client ?? throw new ArgumentNullException(nameof(client)));

    internal EmailSendOperation(EmailClient client, Response accepted)
    {
        _client = client;
        _response = accepted;
        _result = EmailWire.Result(accepted);
        Id = _result.Id;
    }

    public override string Id { get; } = null!;

    public override bool HasCompleted => _result is { } result && result.Status != EmailSendStatus.NotStarted && result.Status != EmailSendStatus.Running;

    public override bool HasValue => _result?.Status == EmailSendStatus.Succeeded;

    public override EmailSendResult Value => HasValue ? _result! : throw new InvalidOperationException("The operation has not succeeded.");

    public override Response GetRawResponse() => _response ?? throw new InvalidOperationException("The operation was not asked yet.");

    public override Response UpdateStatus(CancellationToken cancellationToken = default) => UpdateStatusAsync(cancellationToken).AsTask().GetAwaiter().GetResult();

    public override async ValueTask<Response> UpdateStatusAsync(CancellationToken cancellationToken = default)
    {
        if (HasCompleted)
            return GetRawResponse();
        _response = await _client.GetStatusAsync(Id, cancellationToken).ConfigureAwait(false);
        _result = EmailWire.Result(_response);
        return HasCompleted && !HasValue ? throw new RequestFailedException(_response) : _response;
    }

    public override ValueTask<Response<EmailSendResult>> WaitForCompletionAsync(CancellationToken cancellationToken = default) => WaitForCompletionAsync(Pause, cancellationToken);

    public override async ValueTask<Response<EmailSendResult>> WaitForCompletionAsync(TimeSpan pollingInterval, CancellationToken cancellationToken)
    {
        while (true)
        {
            Response response = await UpdateStatusAsync(cancellationToken).ConfigureAwait(false);
            if (HasCompleted)
                return Response.FromValue(Value, response);
            await Task.Delay(pollingInterval, cancellationToken).ConfigureAwait(false);
        }
    }
}
