using Collections.Cli.Display;

namespace Collections.Functions.Tests.Cli;

/// <summary>What a command shows in a terminal and in a log file.</summary>
public sealed class ScreenTests : IDisposable
{
    private readonly StringWriter output = new() { NewLine = "\n" };

    private readonly StringWriter error = new() { NewLine = "\n" };

    public void Dispose()
    {
        output.Dispose();
        error.Dispose();
    }

    [Fact]
    public void A_terminal_has_a_block_that_is_drawn_anew_and_lines_above_it()
    {
        using var screen = new Screen(output, error, () => 80, TimeProvider.System);
        screen.Show(["one", "1"], "a");
        screen.Line("news");
        screen.Show(["two", "2"], null);
        Assert.Equal("one\n1\n" + "\e[2F\e[J" + "news\none\n1\n" + "\e[2F\e[J" + "two\n2\n", error.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public void A_block_keeps_within_the_terminal_however_narrow()
    {
        var columns = 8;
        using var screen = new Screen(output, error, () => columns, TimeProvider.System);
        screen.Show(["123456789", "欠款提醒九"], null);
        columns = 4;
        screen.Show(["123456789"], null);
        Assert.Equal("1234567\n欠款提\n" + "\e[2F\e[J" + "123\n", error.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public void A_log_file_has_lines_with_their_time_and_only_what_is_worth_one()
    {
        using var screen = new Screen(output, error, null, new StoppedClock());
        screen.Show(["block", "of lines"], "day one");
        screen.Show(["block", "of more"], null);
        screen.Line("news");
        Assert.Equal("2026-03-02 09:30:00 day one\n2026-03-02 09:30:00 news\n", error.ToString());
    }

    [Fact]
    public void An_answer_takes_the_place_of_the_block_and_stands_alone_on_standard_output()
    {
        using var screen = new Screen(output, error, () => 80, TimeProvider.System);
        screen.Show(["block"], null);
        screen.Answer("42");
        screen.Error("Interrupted.");
        Assert.Equal("42\n", output.ToString());
        Assert.Equal("block\n" + "\e[1F\e[J" + "Interrupted.\n", error.ToString().ReplaceLineEndings("\n"));
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.CreateCustomTimeZone("x", TimeSpan.FromHours(2), "x", "x");

        public override DateTimeOffset GetUtcNow() => new(2026, 3, 2, 7, 30, 0, TimeSpan.Zero);
    }
}
