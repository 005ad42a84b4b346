using System.Text.Json;
using System.Text.Json.Serialization;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Parties;
using Collections.Functions.Platform;
using Collections.Tests.Browser;

namespace Collections.Functions.Tests.Cases;

/// <summary>What is stored stays readable: facts and steps survive their JSON, and every kind has its name and its place in the fold.</summary>
public class StoredShapesTests
{
    public static TheoryData<Type> FactKinds => [.. Kinds<Fact>()];

    [Fact]
    public void Every_kind_of_fact_and_step_has_a_name()
    {
        Assert.Equal(Kinds<Fact>().OrderBy(t => t.Name), Named<Fact>().OrderBy(t => t.Name));
        Assert.Equal(Kinds<CaseStep>().OrderBy(t => t.Name), Named<CaseStep>().OrderBy(t => t.Name));
    }

    [Theory]
    [MemberData(nameof(FactKinds))]
    public void A_fact_survives_its_json(Type kind)
    {
        var fact = Samples.Of(kind);
        var json = JsonSerializer.SerializeToUtf8Bytes(new StoredFact(7, Given.Start, "system", "c", (Fact)fact), CollectionsJson.Stored);
        var read = JsonSerializer.Deserialize<StoredFact>(json, CollectionsJson.Stored)!;
        Assert.Equal(json, JsonSerializer.SerializeToUtf8Bytes(read, CollectionsJson.Stored));
        Assert.IsType(kind, read.Fact);
    }

    [Theory]
    [MemberData(nameof(FactKinds))]
    public void Every_kind_of_fact_is_folded(Type kind)
    {
        if (kind == typeof(CaseOpened)) return;
        var state = Given.Case(Given.Opening()).After((Fact)Samples.Of(kind), Given.Start);
        Assert.Equal(2, state.Version);
    }

    [Theory]
    [MemberData(nameof(FactKinds))]
    public void Stored_facts_of_the_first_shape_still_read(Type kind)
    {
        var golden = Path.Combine(AppContext.BaseDirectory, "Cases", "Golden", $"{kind.Name}.json");
        if (!File.Exists(golden) && Environment.GetEnvironmentVariable("COLLECTIONS_APPROVE") == "1")
        {
            // The first shape of a new kind; what is there is never written again.
            golden = Repository.Path($"tests/Collections.Functions.Tests/Cases/Golden/{kind.Name}.json");
            File.WriteAllText(golden, JsonSerializer.Serialize<Fact>((Fact)Samples.Of(kind), CollectionsJson.Stored) + "\n");
        }

        var fact = JsonSerializer.Deserialize<Fact>(File.ReadAllBytes(golden), CollectionsJson.Stored);
        Assert.IsType(kind, fact);
        Assert.Equal(JsonSerializer.Serialize<Fact>((Fact)Samples.Of(kind), CollectionsJson.Stored), JsonSerializer.Serialize(fact, CollectionsJson.Stored));
    }

    [Fact]
    public void Facts_of_shapes_before_the_present_one_are_read_and_folded()
    {
        var earlier = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Cases", "Golden", "Earlier"));
        Assert.NotEmpty(earlier);
        foreach (var golden in earlier)
        {
            var fact = JsonSerializer.Deserialize<Fact>(File.ReadAllBytes(golden), CollectionsJson.Stored)!;
            Assert.Equal(Path.GetFileName(golden).Split('.')[0], fact.GetType().Name);
            Assert.Equal(2, Given.Case(Given.Opening()).After(fact, Given.Start).Version);
        }
    }

    [Fact]
    public void Steps_survive_their_json()
    {
        CaseStep[] steps = [new SendContact("c"), new BuildDossier(), new HandOver(), new CheckReach(), new Wait(Given.Start, "x", 3), new Done()];
        foreach (var step in steps) Assert.Equal(step, JsonSerializer.Deserialize<CaseStep>(JsonSerializer.Serialize(step, CollectionsJson.Stored), CollectionsJson.Stored));
    }

    [Fact]
    public void The_folded_state_survives_its_json()
    {
        var state = Given.Case(Given.Opening()).Settle(Given.Start).State.Messaged(Given.Start);
        var json = JsonSerializer.Serialize(state, CollectionsJson.Stored);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<CaseState>(json, CollectionsJson.Stored), CollectionsJson.Stored));
        Assert.True(json.Length < 256 * 1024);
    }

    /// <summary>Stand-ins were stored as ids alone. Who they are is not known, so nothing goes to the debtor until somebody says it.</summary>
    [Fact]
    public void Stand_ins_that_were_stored_without_their_roles_still_read()
    {
        var state = Given.Case(Given.Opening()).After(new PartyNoted("guardian-1", Party.Guardian, PartyNews.Named), Given.Start);
        var stored = JsonSerializer.Serialize(state, CollectionsJson.Stored);
        Assert.Equal([new StandIn("guardian-1", Party.Guardian)], JsonSerializer.Deserialize<CaseState>(stored, CollectionsJson.Stored)!.StandIns);
        var earlier = stored.Replace("[{\"p\":\"guardian-1\",\"r\":\"Guardian\"}]", "[\"guardian-1\"]", StringComparison.Ordinal);
        Assert.NotEqual(stored, earlier);
        var read = JsonSerializer.Deserialize<CaseState>(earlier, CollectionsJson.Stored)!;
        Assert.Equal([new StandIn("guardian-1", null)], read.StandIns);
        Assert.True(StandIn.Bar(read.StandIns, Purpose.Service));
        Assert.False(StandIn.Bar(read.After(new PartyNoted("guardian-1", Party.Guardian, PartyNews.Changed), Given.Start).StandIns, Purpose.Service));
    }

    private static IEnumerable<Type> Kinds<T>() => typeof(T).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(T)));

    private static IEnumerable<Type> Named<T>() => typeof(T).GetCustomAttributes(typeof(JsonDerivedTypeAttribute), false).Cast<JsonDerivedTypeAttribute>().Select(a => a.DerivedType);
}
