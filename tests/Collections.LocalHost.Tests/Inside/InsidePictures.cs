using Collections.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace Collections.LocalHost.Tests.Inside;

/// <summary>Makes the picture of the documentation anew: <c>-- --explicit only --filter-class "*InsidePictures"</c>.</summary>
public sealed class InsidePictures(Chromium chromium)
{
    [Fact(Explicit = true)]
    public async Task An_instance_with_its_history()
    {
        await using var inside = await InsideHost.StartAsync();
        await InsideSamples.FillAsync(inside);
        await using var tab = await chromium.OpenAsync(new Uri(inside.Host.Address, "host#/instance?id=case-0007"), new Screen(1120, 1000));
        await Expect(tab[".turn"]).ToHaveCountAsync(4);
        await tab.Page.ScreenshotAsync(new() { Path = Repository.Path("docs/images/looking-inside.png") });
    }
}
