using Collections.Functions.Platform;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
CollectionsApp.Configure(builder, builder.Configuration);
await builder.Build().RunAsync();
