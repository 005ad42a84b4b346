using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>Reads entities from the service's JSON with minimal metadata.</summary>
internal static class EntityReader
{
    private const int UsualProperties = 11;

    /// <summary>The body of a point read.</summary>
    public static T Read<T>(ReadOnlySpan<byte> body)
        where T : class, ITableEntity
    {
        var json = new Utf8JsonReader(body);
        json.Read();
        return ReadOne<T>(ref json);
    }

    /// <summary>The body of a query: an object whose <c>value</c> is the rows of the page.</summary>
    public static List<T> ReadPage<T>(ReadOnlySpan<byte> body)
        where T : class, ITableEntity
    {
        var rows = new List<T>();
        var json = new Utf8JsonReader(body);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool isRows = json.ValueTextEquals("value"u8);
            json.Read();
            if (!isRows)
            {
                json.Skip();
                continue;
            }

            while (json.Read() && json.TokenType == JsonTokenType.StartObject)
                rows.Add(ReadOne<T>(ref json));
        }

        return rows;
    }

    private static T ReadOne<T>(ref Utf8JsonReader json)
        where T : class, ITableEntity
    {
        if (typeof(T) == typeof(TableEntity))
        {
            var entity = new TableEntity(UsualProperties);
            Fill(ref json, entity);
            return (T)(object)entity;
        }

        EntityModel model = EntityModel.Of(typeof(T));
        var typed = (T)model.Create();
        Fill(ref json, model, typed);
        return typed;
    }

    private static void Fill(ref Utf8JsonReader json, TableEntity entity)
    {
        while (NextProperty(ref json, out string? name, out EdmType type))
        {
            if (name is not null && EdmReader.ReadValue(ref json, type) is { } value)
                entity.Properties[name] = value;
        }
    }

    private static void Fill(ref Utf8JsonReader json, EntityModel model, ITableEntity entity)
    {
        while (NextProperty(ref json, out string? name, out EdmType type))
        {
            if (name is not null && EdmReader.ReadValue(ref json, type) is { } value)
                model.Set(entity, name, value);
        }
    }

    /// <summary>
    /// Moves to the next value and tells its name (null: not one of the entity's own) and type. An annotation stands immediately before
    /// the property it is of.
    /// </summary>
    private static bool NextProperty(ref Utf8JsonReader json, out string? name, out EdmType type)
    {
        type = EdmType.Plain;
        name = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> utf8 = json.ValueSpan;
            if (utf8.EndsWith("@odata.type"u8))
            {
                json.Read();
                type = EdmReader.ReadType(ref json);
                continue;
            }

            if (json.ValueIsEscaped)
                name = json.GetString();
            else if (!utf8.StartsWith("odata."u8) || utf8.SequenceEqual("odata.etag"u8))
                name = NameCache.Get(utf8);
            if (type == EdmType.Plain && utf8.SequenceEqual("Timestamp"u8))
                type = EdmType.DateTime;
            json.Read();
            return true;
        }

        return false;
    }
}
