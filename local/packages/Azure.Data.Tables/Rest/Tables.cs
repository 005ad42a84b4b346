using System.Text.Json;
using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>Making, removing and listing tables.</summary>
internal static class Tables
{
    public static async Task<Response<TableItem>> CreateAsync(
        TableService service, string name, bool mayExist, CancellationToken cancellationToken)
    {
        using HttpMessage message = CreateMessage(service, name);
        await service.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return Created(message.Response, name, mayExist);
    }

    public static Response<TableItem> Create(TableService service, string name, bool mayExist, CancellationToken cancellationToken)
    {
        using HttpMessage message = CreateMessage(service, name);
        service.Send(message, cancellationToken);
        return Created(message.Response, name, mayExist);
    }

    public static async Task<Response> DeleteAsync(TableService service, string name, CancellationToken cancellationToken)
    {
        using HttpMessage message = service.Message(RequestMethod.Delete, $"{service.Endpoint.Path}/Tables('{name}')");
        await service.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return Deleted(message.Response);
    }

    public static Response Delete(TableService service, string name, CancellationToken cancellationToken)
    {
        using HttpMessage message = service.Message(RequestMethod.Delete, $"{service.Endpoint.Path}/Tables('{name}')");
        service.Send(message, cancellationToken);
        return Deleted(message.Response);
    }

    public static HttpMessage ListMessage(TableService service, string? filter, string? continuation, int? size) =>
        service.Message(RequestMethod.Get, $"{service.Endpoint.Path}/Tables", QueryText.Page(filter, size, null, continuation, tables: true));

    public static Page<TableItem> ReadList(Response response)
    {
        if (response.Status != 200)
            throw TableErrorParser.Failure(response);
        using JsonDocument body = JsonDocument.Parse(Body.Of(response));
        JsonElement rows = body.RootElement.GetProperty("value");
        TableItem[] items = [.. rows.EnumerateArray().Select(row => new TableItem(row.GetProperty("TableName").GetString()!))];
        response.Headers.TryGetValue("x-ms-continuation-NextTableName", out string? next);
        return Page<TableItem>.FromValues(items, next, response);
    }

    private static HttpMessage CreateMessage(TableService service, string name)
    {
        HttpMessage message = service.Message(RequestMethod.Post, $"{service.Endpoint.Path}/Tables");
        message.Request.Headers.Add("Prefer", "return-no-content");
        message.Request.Headers.Add("Content-Type", TableService.NoMetadata);
        var table = new Dictionary<string, string> { ["TableName"] = name };
        message.Request.Content = RequestContent.Create(JsonSerializer.SerializeToUtf8Bytes(table));
        return message;
    }

    private static Response<TableItem> Created(Response response, string name, bool mayExist)
    {
        bool exists = response.Status == 409 && TableErrorParser.CodeOf(response) == TableErrorCode.TableAlreadyExists;
        if (response.Status is 201 or 204 || (mayExist && exists))
            return Response.FromValue(new TableItem(name), response);
        throw TableErrorParser.Failure(response);
    }

    private static Response Deleted(Response response) =>
        response.Status is 204 or 404 ? response : throw TableErrorParser.Failure(response);
}
