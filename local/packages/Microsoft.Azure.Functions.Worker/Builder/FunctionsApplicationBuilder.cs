using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Builds a worker's host. With this stand-in the host builds but does not start: there is no Functions host to talk to.</summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly HostApplicationBuilder inner;

    internal FunctionsApplicationBuilder(string[]? args)
    {
        inner = new HostApplicationBuilder(args);
        inner.Services.AddHostedService<MissingFunctionsHost>();
    }

    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)inner).Properties;

    public ConfigurationManager Configuration => inner.Configuration;

    IConfigurationManager IHostApplicationBuilder.Configuration => inner.Configuration;

    public IHostEnvironment Environment => inner.Environment;

    public ILoggingBuilder Logging => inner.Logging;

    public IMetricsBuilder Metrics => inner.Metrics;

    public IServiceCollection Services => inner.Services;

    public IHost Build() => inner.Build();

    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull => inner.ConfigureContainer(factory, configure);

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        // Without a Functions host no invocation ever reaches the pipeline, so only the argument matters.
        ArgumentNullException.ThrowIfNull(middleware);
        return this;
    }

    private sealed class MissingFunctionsHost : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => throw new InvalidOperationException(
            "This build is made with the stand-in for Microsoft.Azure.Functions.Worker, which cannot connect to a Functions host. " +
            "Run the app on the local host with `dotnet run --project local/cli -- demo`, or, for Azure and Core Tools, " +
            "build it with the official packages: `dotnet build -p:AzurePackages=official`.");

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
