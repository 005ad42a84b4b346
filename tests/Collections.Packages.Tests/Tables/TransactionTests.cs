using System.Net;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Collections.Packages.Tests.Tables;

public sealed class TransactionTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task All_kinds_of_actions_are_carried_out_together()
    {
        TableClient table = await azurite.NewTableAsync();
        Response kept = await table.AddEntityAsync(Row("merge", 1));
        await table.AddEntityAsync(Row("replace", 1));
        await table.AddEntityAsync(Row("gone", 1));

        Response<IReadOnlyList<Response>> answer = await table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Row("new|key", 10)),
            new(TableTransactionActionType.UpdateMerge, new TableEntity("p p", "merge") { ["More"] = "繳款" }, kept.Headers.ETag!.Value),
            new(TableTransactionActionType.UpdateReplace, new TableEntity("p p", "replace") { ["Other"] = true }, ETag.All),
            new(TableTransactionActionType.Delete, new TableEntity("p p", "gone")),
            new(TableTransactionActionType.UpsertMerge, Row("upserted", 11)),
            new(TableTransactionActionType.UpsertReplace, Row("o'put", 12)),
        ]);

        Assert.Equal(6, answer.Value.Count);
        Assert.All(answer.Value, response => Assert.Equal(204, response.Status));
        Assert.Equal(202, answer.GetRawResponse().Status);
        await AssertETag("new|key", 0);
        await AssertETag("merge", 1);
        await AssertETag("replace", 2);
        await AssertETag("upserted", 4);
        await AssertETag("o'put", 5);
        TableEntity merged = await table.GetEntityAsync<TableEntity>("p p", "merge");
        Assert.Equal((1, "繳款"), (merged.GetInt32("V"), merged.GetString("More")));
        TableEntity replaced = await table.GetEntityAsync<TableEntity>("p p", "replace");
        Assert.False(replaced.ContainsKey("V"));
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p p", "gone")).HasValue);

        async Task AssertETag(string row, int index) =>
            Assert.Equal((await table.GetEntityAsync<TableEntity>("p p", row)).Value.ETag, answer.Value[index].Headers.ETag);
    }

    [Fact]
    public async Task A_hundred_rows_fit()
    {
        TableClient table = await azurite.NewTableAsync();
        Response<IReadOnlyList<Response>> answer = await table.SubmitTransactionAsync(
            Enumerable.Range(0, 100).Select(n => new TableTransactionAction(TableTransactionActionType.Add, Row($"{n:D3}", n))));

        Assert.Equal(100, answer.Value.Count);
        Assert.Equal(100, (await table.QueryAsync<TableEntity>().ToListAsync()).Count);
    }

    [Fact]
    public async Task One_refused_action_undoes_all_and_is_named()
    {
        TableClient table = await azurite.NewTableAsync();
        await table.AddEntityAsync(Row("taken", 1));

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Row("a", 1)),
            new(TableTransactionActionType.Add, Row("b", 1)),
            new(TableTransactionActionType.Add, Row("taken", 2)),
            new(TableTransactionActionType.Add, Row("c", 1)),
        ]));

        Assert.Equal(409, failure.Status);
        Assert.True(failure.ErrorCode == TableErrorCode.EntityAlreadyExists);
        Assert.Equal(2, failure.FailedTransactionActionIndex);
        Assert.Equal("taken", Assert.Single(await table.QueryAsync<TableEntity>().ToListAsync()).RowKey);
    }

    [Fact]
    public async Task A_stale_etag_refuses_the_transaction()
    {
        TableClient table = await azurite.NewTableAsync();
        Response first = await table.AddEntityAsync(Row("head", 1));
        await table.UpsertEntityAsync(Row("head", 2));

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Row("fact", 1)),
            new(TableTransactionActionType.UpdateReplace, Row("head", 3), first.Headers.ETag!.Value),
        ]));

        Assert.Equal(412, failure.Status);
        Assert.Equal(1, failure.FailedTransactionActionIndex);
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p p", "fact")).HasValue);
    }

    [Fact]
    public async Task An_answer_in_the_services_own_layout_is_understood()
    {
        // As Azure writes it: one part for the whole failed change set, the index before the message.
        const string body =
            "--batchresponse_1\r\nContent-Type: multipart/mixed; boundary=changesetresponse_2\r\n\r\n"
            + "--changesetresponse_2\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n"
            + "HTTP/1.1 400 Bad Request\r\nX-Content-Type-Options: nosniff\r\nDataServiceVersion: 3.0;\r\n"
            + "Content-Type: application/json;odata=minimalmetadata;streaming=true;charset=utf-8\r\n\r\n"
            + "{\"odata.error\":{\"code\":\"InvalidInput\",\"message\":{\"lang\":\"en-US\",\"value\":\"7:One of the request inputs is not valid.\\nRequestId:x\"}}}\r\n"
            + "--changesetresponse_2--\r\n--batchresponse_1--\r\n";
        using var handler = new CannedHandler(new HttpResponseMessage(HttpStatusCode.Accepted) { Content = new StringContent(body, Encoding.UTF8) });

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => handler.Table().SubmitTransactionAsync([new(TableTransactionActionType.Add, Row("a", 1))]));

        Assert.Equal(400, failure.Status);
        Assert.Equal("InvalidInput", failure.ErrorCode);
        Assert.Equal(7, failure.FailedTransactionActionIndex);
    }

    [Fact]
    public async Task A_refused_body_is_no_refused_action()
    {
        using var handler = new CannedHandler(CannedHandler.Json(
            "{\"odata.error\":{\"code\":\"AuthorizationPermissionMismatch\",\"message\":{\"value\":\"No.\"}}}", HttpStatusCode.Forbidden));

        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => handler.Table().SubmitTransactionAsync([new(TableTransactionActionType.Add, Row("a", 1))]));

        Assert.Equal((403, "AuthorizationPermissionMismatch"), (failure.Status, failure.ErrorCode));
    }

    private static TableEntity Row(string key, int value) => new("p p", key) { ["V"] = value };
}
