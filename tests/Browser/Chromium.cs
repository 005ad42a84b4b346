using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Collections.Tests.Browser.Chromium))]

namespace Collections.Tests.Browser;

/// <summary>
/// The machine's own Chromium, started when the first test of an assembly needs it. Where there is none its tests are skipped and say so,
/// unless <c>COLLECTIONS_REQUIRE_CHROMIUM=1</c> insists.
/// </summary>
public sealed class Chromium : IAsyncDisposable
{
    private const string Insist = "COLLECTIONS_REQUIRE_CHROMIUM";
    private const string Where = "COLLECTIONS_CHROMIUM";

    // In milliseconds, for a machine that is busy with other things.
    private const float Patience = 30_000;

    private static readonly string[] UsualPlaces =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium",
        "/Applications/Chromium.app/Contents/MacOS/Chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe", @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    private readonly SemaphoreSlim starting = new(1, 1);
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Opens a page in a fresh profile.</summary>
    public async Task<Tab> OpenAsync(Uri address, Screen? screen = null)
    {
        var chromium = await StartAsync();
        screen ??= Screen.Desk;
        var context = await chromium.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = screen.Width, Height = screen.Height },
            ColorScheme = screen.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "en-GB",
        });
        context.SetDefaultTimeout(Patience);
        Assertions.SetDefaultExpectTimeout(Patience);
        return await Tab.OpenAsync(context, address);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        starting.Dispose();
    }

    private async Task<IBrowser> StartAsync()
    {
        var executable = Find();
        if (executable is null)
        {
            var message = $"No Chromium was found. Install it (such as: apt-get install chromium) or name it in {Where}.";
            Assert.SkipUnless(Environment.GetEnvironmentVariable(Insist) == "1", message);
            Assert.Fail(message);
        }

        await starting.WaitAsync();
        try
        {
            playwright ??= await Playwright.CreateAsync();
            return browser ??= await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = executable, Args = ["--no-sandbox"] });
        }
        finally
        {
            starting.Release();
        }
    }

    private static string? Find() => Environment.GetEnvironmentVariable(Where) is { Length: > 0 } named ? named : UsualPlaces.FirstOrDefault(File.Exists);
}

/// <summary>What a page is looked at on.</summary>
public sealed record Screen(int Width, int Height, bool IsDark = false)
{
    public static Screen Desk { get; } = new(1280, 800);

    public static Screen Phone { get; } = new(390, 844);
}
