using Collections.Functions.Contact.Carriers;
using Microsoft.Extensions.Configuration;

namespace Collections.Functions.Tests.Contact.Carriers;

internal static class Settings
{
    public static IConfiguration Of(params (string Name, string? Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value))).Build();

    public static CarrierSettings Of(string section, params (string Name, string? Value)[] settings) => new(Of(settings), section);
}
