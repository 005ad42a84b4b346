using Collections.Functions.Platform;
using Collections.Functions.SpecialPaths;
using Collections.Functions.Workbench;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Complaints;

/// <summary>Complaints over HTTP: received, registered, investigated, decided, answered, archived; and the register of them all. (R6.5)</summary>
public sealed class ComplaintFunctions(DebtorComplaints complaints, Casework casework, ComplaintRegister register, TimeProvider clock)
{
    [Function("ReceiveComplaint")]
    [Roles(Roles.Collector, Roles.SeniorCollector, Roles.Specialist, Roles.Supervisor, Roles.Field, Roles.Legal, Roles.Compliance)]
    public async Task<IResult> Receive([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/complaints")] HttpRequest request, string id, CancellationToken cancellation) =>
        Answers.Ok(await complaints.ReceiveAsync(QueryValues.CaseKey(id), await request.ReadAsync<ComplaintNotice>(clock, cancellation), cancellation));

    [Function("RegisterComplaint")]
    [Roles(Roles.Compliance, Roles.Supervisor)]
    public async Task<IResult> Register(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/complaints/{complaintId}/registration")] HttpRequest request, string id, string complaintId, CancellationToken cancellation) =>
        Answers.Ok(await complaints.RegisterAsync(QueryValues.CaseKey(id), complaintId, await request.ReadAsync<ComplaintRegistration>(clock, cancellation), cancellation));

    [Function("ExtendComplaint")]
    [Roles(Roles.Compliance, Roles.Supervisor)]
    public async Task<IResult> Extend(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/complaints/{complaintId}/extension")] HttpRequest request, string id, string complaintId, CancellationToken cancellation) =>
        Answers.Ok(await complaints.ExtendAsync(QueryValues.CaseKey(id), complaintId, await request.ReadAsync<ComplaintExtension>(clock, cancellation), cancellation));

    [Function("InvestigateComplaint")]
    [Roles(Roles.SeniorCollector, Roles.Supervisor, Roles.Legal, Roles.Compliance)]
    public async Task<IResult> Investigate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/complaints/{complaintId}/findings")] HttpRequest request, string id, string complaintId, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<ComplaintFindings>(clock, cancellation);
        DebtorPaths.Needed(posted.Body.Words);
        return Answers.Ok(await casework.ExecuteAsync(
            QueryValues.CaseKey(id), posted, posted.Body.Words, "complaint", (view, note) => ComplaintCommands.Investigate(view, complaintId, posted.Caller.Id, note), cancellation));
    }

    [Function("DecideComplaint")]
    [Roles(Roles.Compliance, Roles.Supervisor)]
    public async Task<IResult> Decide(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/complaints/{complaintId}/decision")] HttpRequest request, string id, string complaintId, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<ComplaintDecision>(clock, cancellation);
        DebtorPaths.Needed(posted.Body.Words);
        return Answers.Ok(await casework.ExecuteAsync(
            QueryValues.CaseKey(id), posted, posted.Body.Words, "complaint", (view, note) => ComplaintCommands.Decide(view, complaintId, posted.Body, posted.Caller.Id, note), cancellation));
    }

    [Function("AnswerComplaint")]
    [Roles(Roles.Compliance, Roles.Supervisor)]
    public async Task<IResult> Answer(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/complaints/{complaintId}/answer")] HttpRequest request, string id, string complaintId, CancellationToken cancellation) =>
        Answers.Ok(await complaints.AnswerAsync(QueryValues.CaseKey(id), complaintId, await request.ReadAsync<ComplaintReply>(clock, cancellation), cancellation));

    [Function("ArchiveComplaint")]
    [Roles(Roles.Compliance, Roles.Supervisor)]
    public async Task<IResult> Archive(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/complaints/{complaintId}/archive")] HttpRequest request, string id, string complaintId, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<ComplaintFile>(clock, cancellation);
        return Answers.Ok(await casework.ExecuteAsync(QueryValues.CaseKey(id), posted, view => ComplaintCommands.Archive(view, complaintId, posted.Body.Reference, posted.Caller.Id), cancellation));
    }

    /// <summary>All complaints whose answer is or was due in a span of days, the earliest first.</summary>
    [Function("ListComplaints")]
    [Roles(Roles.Compliance, Roles.Supervisor, Roles.Auditor)]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "complaints")] HttpRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Answers.Ok(await register.ListAsync(
            request.Day("from"), request.Day("to"), request.Query["open"] == "true", request.Take(), request.Query["cursor"], cancellation));
    }

    /// <summary>The same counted: by what they are about, by cause, by who is complained of, by outcome and consequence, and how many were answered in time.</summary>
    [Function("CountComplaints")]
    [Roles(Roles.Compliance, Roles.Supervisor, Roles.Auditor)]
    public async Task<IResult> Count([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "complaints/statistics")] HttpRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Answers.Ok(await register.CountAsync(request.Day("from"), request.Day("to"), cancellation));
    }
}
