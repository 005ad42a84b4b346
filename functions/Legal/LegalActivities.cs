using System.Globalization;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Platform;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Legal;

/// <summary>The legal handoff's steps: the dossier into blob storage, then the fact whose outbox row carries the message to the legal system.</summary>
public sealed class LegalActivities(ICaseStreams streams, CaseAdvance cases, DossierMaterials materials, Blobs blobs)
{
    public const string Container = "dossiers";

    /// <summary>
    /// Builds the dossier of the stream as it is now. Its name holds the number of facts in it and its hash, so a retry writes the same bytes to the same place, and a
    /// case that has moved on meanwhile gets another one; the one that counts is the one that the stream names.
    /// </summary>
    [Function(nameof(BuildDossier))]
    public async Task<CaseStep> BuildDossier([ActivityTrigger] StepCall call, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(call);
        var head = await LoadAsync(call.Case, cancellation);
        if (!IsDue(head.State) || head.State.Legal.Dossier is not null) return await cases.NextAsync(head, cancellation);
        var rows = await streams.ReadRowsAsync(call.Case, 1, head.State.Version, cancellation);
        if (rows.Count != head.State.Version) throw new InvalidDataException($"Case {call.Case} has {head.State.Version} facts, but {rows.Count} are stored.");
        var dossier = Dossier.Build(rows, await materials.ReadAsync(head.State, Dossier.Facts(rows).Select(stored => stored.Fact), cancellation));
        var container = await blobs.GetAsync(Container, cancellation);
        await container.GetBlobClient(dossier.Name).UploadAsync(new BinaryData(dossier.Bytes), overwrite: true, cancellation);
        return await AppendAsync(head, "dossier", new DossierBuilt(dossier.Name, dossier.Sha256, dossier.Facts), cancellation);
    }

    [Function(nameof(HandOver))]
    public async Task<CaseStep> HandOver([ActivityTrigger] StepCall call, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(call);
        var head = await LoadAsync(call.Case, cancellation);
        if (!IsDue(head.State) || head.State.Legal is not { Dossier: { } dossier, HandedOverAt: null }) return await cases.NextAsync(head, cancellation);
        var message = string.Create(CultureInfo.InvariantCulture, $"handoff-{call.Case.Value}-{dossier.Facts}");
        return await AppendAsync(head, "handoff", new HandedOver(message, dossier.Blob, dossier.Sha256), cancellation);
    }

    /// <summary>Paid, closed or still waiting for the letter's answer: nothing goes to court.</summary>
    private static bool IsDue(CaseState state) =>
        state is { IsOpen: true, Stage: Stage.LegalHandoff, Overdue.IsPositive: true, Balance.AbsentSince: null, Legal.LetterAnswerBy: not null };

    private async Task<CaseHead> LoadAsync(CaseKey key, CancellationToken cancellation) =>
        await streams.LoadAsync(key, cancellation) ?? throw RefusedException.NotFound("case");

    /// <summary>At exactly the version that was looked at: if the case has moved on, it decides anew whether the step is still wanted.</summary>
    private async Task<CaseStep> AppendAsync(CaseHead head, string command, Fact fact, CancellationToken cancellation)
    {
        try
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{command}-{head.State.Version}");
            return await cases.NextAsync(await streams.AppendAsync(head.State.Key, head, id, "system", [fact], cancellation), cancellation);
        }
        catch (StreamConflictException)
        {
            return await cases.NextAsync(head.State.Key, cancellation);
        }
    }
}
