using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Collections.Tests.Browser;

/// <summary>An open page, and whatever went wrong in it: errors, warnings, violations of its policy, requests to other machines.</summary>
public sealed class Tab : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> complaints = [];

    private Tab(IBrowserContext context, IPage page, Uri address)
    {
        this.context = context;
        Page = page;
        Home = new Uri(address.GetLeftPart(UriPartial.Path));
        page.Console += (_, message) =>
        {
            // An answer that refuses is no fault of the page's; the browser notes it all the same.
            if (message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource: the server responded with a status of 4", StringComparison.Ordinal))
                complaints.Enqueue($"{message.Type}: {message.Text}");
        };
        page.PageError += (_, error) => complaints.Enqueue("exception: " + error);
        page.Dialog += async (_, dialog) =>
        {
            complaints.Enqueue("dialog: " + dialog.Message);
            await dialog.DismissAsync();
        };
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is var target && target.Scheme is "http" or "https" && !target.IsLoopback)
                complaints.Enqueue("request to " + request.Url);
        };
    }

    public IPage Page { get; }

    /// <summary>The address that was opened, without what says which part of it.</summary>
    public Uri Home { get; }

    public ILocator this[string selector] => Page.Locator(selector);

    /// <summary>The elements that hold the text.</summary>
    public ILocator this[string selector, string text] => Page.Locator(selector, new() { HasText = text });

    public static async Task<Tab> OpenAsync(IBrowserContext context, Uri address)
    {
        var tab = new Tab(context, await context.NewPageAsync(), address);
        await tab.Page.GotoAsync(address.ToString());
        return tab;
    }

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    /// <summary>Waits until the text is to be seen.</summary>
    public Task SeesAsync(string text) => Assertions.Expect(Page.GetByText(text).First).ToBeVisibleAsync();

    /// <summary>Does something that posts, and waits until the host has taken it.</summary>
    public Task PostedAsync(Func<Task> action) => Page.RunAndWaitForResponseAsync(action, response => response.Request.Method == "POST" && response.Ok);

    /// <summary>Nothing sticks out to the right.</summary>
    public async Task FitsAsync()
    {
        var widths = await Page.EvaluateAsync<int[]>("[document.documentElement.scrollWidth, window.innerWidth]");
        Assert.True(widths[0] <= widths[1], $"{Page.Url} is {widths[0]} pixels wide on a screen of {widths[1]}.");
    }

    /// <summary>Moves the focus with the Tab key until it is on the element; nothing is clicked.</summary>
    public async Task TabToAsync(ILocator element)
    {
        for (var i = 0; i < 100; i++)
        {
            if (await element.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
            await Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"The Tab key does not lead to {element}.");
    }

    /// <summary>Takes a picture for the documentation, if <c>COLLECTIONS_PICTURES=1</c> asks for pictures.</summary>
    /// <param name="file">Its path in the repository.</param>
    public async Task PictureAsync(string file)
    {
        if (Environment.GetEnvironmentVariable("COLLECTIONS_PICTURES") == "1")
            await Page.ScreenshotAsync(new() { Path = Repository.Path(file) });
    }

    public void HasNoComplaints() => Assert.Empty(complaints);

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
