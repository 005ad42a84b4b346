using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Collections.Functions.Cases.Store;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact.Practices;

/// <summary>
/// Refuses what nobody may do, whoever asks, and keeps that it was asked. Repeated attempts of one person are a matter for compliance: the list shows a
/// notice, and an event tells of it. (R5.8)
/// </summary>
/// <param name="repeated">Refused attempts of one person within 30 days from which compliance is told.</param>
public sealed class PracticeGuard(PracticeAttempts attempts, ServiceBusClient bus, TimeProvider clock, int repeated = PracticeGuard.Repeated)
{
    public const int Repeated = 3;

    public const string Code = "prohibited-practice";

    private static readonly TimeSpan Within = TimeSpan.FromDays(30);

    private readonly ServiceBusSender events = bus.CreateSender(Outbox.Topic);

    /// <summary>Keeps the attempt and answers the refusal to throw: 422 <c>prohibited-practice</c> with <c>practice</c>.</summary>
    /// <param name="command">The same command again is the same attempt.</param>
    public async Task<RefusedException> RefuseAsync(string practice, EnforcementPoint point, string by, CaseKey? key, string command, CancellationToken cancellation)
    {
        var prohibited = PracticeCatalog.Get(practice, point);
        var attempt = new PracticeAttempt(IdOf(command, practice), practice, point, by, clock.GetUtcNow(), key, Refused: true);
        await attempts.AddAsync(attempt, cancellation);
        var tries = await attempts.OfAsync(attempt.Person, attempt.At - Within, cancellation);
        if (tries.Count(known => known.Refused) >= repeated) await PublishAsync(attempt, tries.Count(known => known.Refused), cancellation);
        return new RefusedException(
            422, Code, $"{prohibited.Names["en"]} ({prohibited.Names["zh-CN"]}) is prohibited, whoever asks: {prohibited.Basis}. The attempt is recorded.",
            new Dictionary<string, object?> { ["practice"] = practice });
    }

    /// <summary>Keeps that a note speaks of a practice; the note stands, since it may only describe.</summary>
    public Task FlagAsync(string practice, string by, CaseKey key, string command, CancellationToken cancellation)
    {
        PracticeCatalog.Get(practice, EnforcementPoint.Note);
        return attempts.AddAsync(new PracticeAttempt(IdOf(command, practice), practice, EnforcementPoint.Note, by, clock.GetUtcNow(), key, Refused: false), cancellation);
    }

    /// <summary>Attempts since an instant, and the people who tried too often within the last 30 days.</summary>
    public async Task<PracticeReport> ReportAsync(DateTimeOffset since, CancellationToken cancellation)
    {
        var from = clock.GetUtcNow() - Within;
        var all = await attempts.SinceAsync(since < from ? since : from, cancellation);
        var notices = all.Where(attempt => attempt.Refused && attempt.At >= from).GroupBy(attempt => attempt.Person).Where(person => person.Count() >= repeated)
            .Select(person => new ComplianceNotice(person.Key, person.Count(), [.. person.Select(attempt => attempt.Practice).Distinct().Order(StringComparer.Ordinal)], person.Max(attempt => attempt.At)));
        return new PracticeReport([.. notices.OrderByDescending(notice => notice.LatestAt)], [.. all.Where(attempt => attempt.At >= since)]);
    }

    private Task PublishAsync(PracticeAttempt attempt, int count, CancellationToken cancellation) => events.SendMessageAsync(
        new ServiceBusMessage(new BinaryData(JsonSerializer.SerializeToUtf8Bytes(new PracticeRepeated(attempt.Person, attempt.Practice, count, attempt.At), CollectionsJson.Options)))
        {
            MessageId = $"practice-{attempt.Id}",
            Subject = nameof(PracticeRepeated),
            ContentType = "application/json",
        },
        cancellation);

    private static string IdOf(string command, string practice) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{command}|{practice}")).AsSpan(0, 16));
}

/// <summary>An event on topic <c>collections-events</c>: somebody keeps trying what nobody may do.</summary>
/// <param name="Attempts">Within 30 days.</param>
public sealed record PracticeRepeated(string Person, string Practice, int Attempts, DateTimeOffset At);

public sealed record PracticeReport(IReadOnlyList<ComplianceNotice> Notices, IReadOnlyList<PracticeAttempt> Attempts);

/// <summary>For compliance to look into: one person's attempts within 30 days.</summary>
public sealed record ComplianceNotice(string Person, int Attempts, IReadOnlyList<string> Practices, DateTimeOffset LatestAt);
