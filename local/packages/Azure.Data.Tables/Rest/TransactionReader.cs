using System.Buffers.Text;

namespace Azure.Data.Tables;

/// <summary>Takes the answer to a transaction apart: a response for each operation, or the one that failed.</summary>
internal static class TransactionReader
{
    /// <exception cref="TableTransactionFailedException">An operation failed, and with it the whole transaction.</exception>
    public static IReadOnlyList<Response> Read(Response response)
    {
        // A copy, because the responses outlive the buffer that they came in.
        ReadOnlyMemory<byte> body = Body.Of(response).ToArray();
        ReadOnlySpan<byte> boundary = InnerBoundary(body.Span);
        var responses = new List<Response>(4);
        int start = body.Span.IndexOf("\n--"u8) + 1;
        start = Find(body.Span, start, boundary);
        while (start >= 0)
        {
            start += boundary.Length;
            if (body.Span[start..].StartsWith("--"u8))
                break;
            int end = Find(body.Span, start, boundary);
            TransactionResponse part = ReadPart(end < 0 ? body[start..] : body[start..end], response.ClientRequestId);
            if (part.Status >= 400)
                throw new TableTransactionFailedException(TableErrorParser.Failure(part));
            responses.Add(part);
            start = end;
        }

        return responses;
    }

    private static int Find(ReadOnlySpan<byte> body, int start, ReadOnlySpan<byte> boundary)
    {
        int index = body[start..].IndexOf(boundary);
        return index < 0 ? -1 : start + index;
    }

    // The outer boundary stands in the response's header; the first one named in the body is the change set's.
    private static ReadOnlySpan<byte> InnerBoundary(ReadOnlySpan<byte> body)
    {
        int start = body.IndexOf("boundary="u8);
        if (start < 0)
            throw new FormatException("The answer to the transaction is no multipart body.");
        ReadOnlySpan<byte> name = body[(start + "boundary="u8.Length)..];
        int end = name.IndexOfAny("\r\n;"u8);
        return name[..end].Trim("\" "u8);
    }

    private static TransactionResponse ReadPart(ReadOnlyMemory<byte> part, string clientRequestId)
    {
        ReadOnlySpan<byte> bytes = part.Span;
        int status = bytes.IndexOf("HTTP/1.1 "u8);
        if (status < 0 || !Utf8Parser.TryParse(bytes[(status + 9)..], out int code, out int digits))
            throw new FormatException("A part of the answer to the transaction has no status line.");
        int reason = status + 9 + digits;
        int line = reason + Math.Max(0, bytes[reason..].IndexOf((byte)'\n'));
        int headers = line + 1;
        int content = EndOfHeaders(bytes, headers);
        return new TransactionResponse(code, part[reason..line], part[headers..content], part[content..], clientRequestId);
    }

    private static int EndOfHeaders(ReadOnlySpan<byte> bytes, int start)
    {
        while (start < bytes.Length)
        {
            int end = bytes[start..].IndexOf((byte)'\n');
            if (end < 0)
                return bytes.Length;
            int next = start + end + 1;
            if (end == 0 || (end == 1 && bytes[start] == (byte)'\r'))
                return next;
            start = next;
        }

        return bytes.Length;
    }
}
