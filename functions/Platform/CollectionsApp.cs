using Collections.Functions.Agencies;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.FieldVisits;
using Collections.Functions.Governance;
using Collections.Functions.Ingestion;
using Collections.Functions.Reporting;
using Collections.Functions.Workbench;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace Collections.Functions.Platform;

/// <summary>The one registration that every host calls: the Functions worker (Program.cs), the local host and the tests.</summary>
public static class CollectionsApp
{
    public static void Configure(IFunctionsWorkerApplicationBuilder builder, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configuration);
        builder.Services.AddAzureClients(configuration);
        builder.UsePeople();
        builder.Services.AddGovernance();
        builder.Services.AddIngestion(configuration);
        builder.Services.AddContact(configuration);
        builder.Services.AddFieldVisits();
        builder.Services.AddAgencies();
        builder.Services.AddWorkbench(configuration);
        builder.Services.AddReporting();
        builder.Services.AddCases(configuration);
    }
}
