using System.Reflection;
using Collections.Local.Host.Email;
using Collections.Local.Host.Faults;
using Collections.Local.Host.Sms;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Collections.Local.Host;

/// <summary>What a local host runs and on what. The defaults are a test's: real time, everything in memory, a free port.</summary>
public sealed class LocalHostOptions
{
    /// <summary>Assemblies whose <c>[Function]</c> methods run.</summary>
    public ICollection<Assembly> Assemblies { get; } = [];

    /// <summary>Single classes with functions, beside those of <see cref="Assemblies"/>.</summary>
    public ICollection<Type> FunctionTypes { get; } = [];

    /// <summary>The app's own registration: services and middleware. What the host supplies (clocks, storage, bus, durable client) takes precedence over it.</summary>
    public Action<IFunctionsWorkerApplicationBuilder, IConfiguration>? Configure { get; set; }

    /// <summary>
    /// Registrations that come last of all: doubles in tests, or an SMS client without a socket (the container holds the <see cref="SmsInbox"/>).
    /// </summary>
    public Action<IServiceCollection>? ConfigureServices { get; set; }

    /// <summary>Port on the loopback address; 0 takes a free one.</summary>
    public int Port { get; set; }

    /// <summary>Where orchestrations, messages, receipts, time and keys are kept. Null keeps them in memory only.</summary>
    public string? DataFolder { get; set; }

    public HostClock Clock { get; set; } = HostClock.Real;

    /// <summary>The clock of leases, locks and tokens, and the one that business time is made from.</summary>
    public TimeProvider TechnicalClock { get; set; } = TimeProvider.System;

    public HostStorage Storage { get; set; } = HostStorage.InMemory;

    /// <summary>How the SMS inbox plays the telephone network.</summary>
    public SmsInboxOptions Sms { get; set; } = new();

    /// <summary>Where the app takes delivery reports and replies, such as <c>api/sms/events</c>; null if nowhere.</summary>
    public string? SmsEvents { get; set; }

    /// <summary>How the e-mail inbox plays the recipients' servers.</summary>
    public EmailInboxOptions Email { get; set; } = new();

    /// <summary>Where the app takes delivery reports of e-mail, such as <c>api/email/events</c>; null if nowhere.</summary>
    public string? EmailEvents { get; set; }

    /// <summary>What is made to go wrong; the setting <c>Faults</c> says it where nothing is said here.</summary>
    public FaultOptions Faults { get; set; } = FaultOptions.None;

    /// <summary>Settings of the app, as <c>Section:Name</c>.</summary>
    public IDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Who may be chosen on the sign-in page, <c>/host/signin</c>.</summary>
    public IList<SamplePerson> People { get; } = [];

    /// <summary>The app's <c>host.json</c>. By default the one beside <see cref="Assemblies"/>, if there is one.</summary>
    public string? HostJson { get; set; }

    /// <summary>The least severe level that is logged; <c>host.json</c> may want less of a category, not more.</summary>
    public LogLevel LogLevel { get; set; } = LogLevel.Warning;

    public Action<ILoggingBuilder>? ConfigureLogging { get; set; }

    /// <summary>Endpoints of the program around the host, outside of <c>/api</c>.</summary>
    public Action<IEndpointRouteBuilder>? MapEndpoints { get; set; }

    /// <summary>How long orchestrations that have ended can still be looked at, in business time; then they are purged.</summary>
    public TimeSpan KeepFinished { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Largest body of a request to a function, in bytes.</summary>
    public long HttpBodyLimit { get; set; } = 100 * 1024 * 1024;

    /// <summary>How long a request to a function may take, in technical time; in virtual time it is not limited. The default is how long Azure's load balancer waits.</summary>
    public TimeSpan HttpTimeLimit { get; set; } = TimeSpan.FromSeconds(230);

    /// <summary>How long work in progress may take to end when the host stops.</summary>
    public TimeSpan ShutdownPatience { get; set; } = TimeSpan.FromSeconds(10);

    internal string? HostJsonFile =>
        HostJson ?? Assemblies.Select(assembly => Path.Combine(Path.GetDirectoryName(assembly.Location) ?? "", "host.json")).FirstOrDefault(File.Exists);

    internal IEnumerable<Type> AllFunctionTypes => Assemblies.SelectMany(assembly => assembly.GetTypes()).Concat(FunctionTypes).Distinct();
}

/// <summary>Somebody to sign in as on a developer's machine.</summary>
/// <param name="Name">Subject of the token.</param>
/// <param name="About">What the person does, in a few words.</param>
public sealed record SamplePerson(string Name, string About, params IReadOnlyList<string> Roles);
