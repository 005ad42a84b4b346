using System.Net.Http.Headers;
using System.Text;

namespace Collections.Local.Host.Inboxes;

/// <summary>Ways to bring events to the app.</summary>
public static class EventWebhook
{
    /// <summary>Posts to an address as Event Grid does. Any answer but a success, and any failure to connect, means that the app did not take it.</summary>
    public static Func<string, CancellationToken, Task<bool>> Http(HttpClient client, Uri address) => async (json, cancellation) =>
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(json, Encoding.UTF8) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        request.Headers.Add("aeg-event-type", "Notification");
        using HttpResponseMessage response = await client.SendAsync(request, cancellation);
        return response.IsSuccessStatusCode;
    };
}
