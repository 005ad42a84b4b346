using Collections.Functions.Contact.Carriers;

namespace Collections.Functions.Tests.Contact.Carriers;

/// <summary>What closes and opens a channel, and what a person has to read. (R5.7)</summary>
public class ReplyWordsTests
{
    [Theory]
    [InlineData("TD")]
    [InlineData(" td。")]
    [InlineData("ＴＤ")]
    [InlineData("t")]
    [InlineData("T.")]
    [InlineData("STOP")]
    [InlineData("Stop!")]
    [InlineData("s t o p")]
    [InlineData("退订")]
    [InlineData("【退订】")]
    [InlineData("拒收")]
    [InlineData("取消")]
    [InlineData("End.")]
    [InlineData("QUIT")]
    [InlineData("cancel")]
    [InlineData("revoke")]
    [InlineData("opt out")]
    [InlineData("Opt-out")]
    [InlineData("不要再发了")]
    public void These_close_the_channel(string reply) => Assert.Equal(ReplyMeaning.OptOut, ReplyWords.Shipped.MeaningOf(reply));

    [Theory]
    [InlineData("please stop")]
    [InlineData("Please stop texting me, thank you")]
    [InlineData("I want to unsubscribe")]
    [InlineData("stop sending these messages now!!")]
    [InlineData("please opt me out")]
    [InlineData("I want to stop it all")]
    [InlineData("请退订")]
    [InlineData("您好，我要退订，谢谢")]
    [InlineData("帮我退订短信")]
    [InlineData("退订了吧")]
    public void These_close_it_and_a_person_reads_them(string reply) => Assert.Equal(ReplyMeaning.OptOutAmongWords, ReplyWords.Shipped.MeaningOf(reply));

    [Theory]
    [InlineData("START")]
    [InlineData("start.")]
    [InlineData("恢复短信")]
    [InlineData("重新订阅")]
    public void These_open_it_again(string reply) => Assert.Equal(ReplyMeaning.OptIn, ReplyWords.Shipped.MeaningOf(reply));

    [Theory]
    [InlineData("已还")]
    [InlineData("已经还款了。")]
    [InlineData("I have paid")]
    [InlineData("I've already paid!")]
    public void These_say_that_it_is_paid(string reply) => Assert.Equal(ReplyMeaning.Paid, ReplyWords.Shipped.MeaningOf(reply));

    [Theory]
    [InlineData("I want to end it all")]
    [InlineData("I just want to quit now")]
    [InlineData("please cancel it")]
    [InlineData("请取消")]
    [InlineData("恢复")]
    [InlineData("请恢复短信，谢谢")]
    [InlineData("please start")]
    [InlineData("don't stop")]
    [InlineData("Don’t stop texting me")]
    [InlineData("do not stop")]
    [InlineData("stop my card")]
    [InlineData("I will stop by the bank")]
    [InlineData("stop threatening me")]
    [InlineData("不要退订")]
    [InlineData("我没有退订")]
    [InlineData("退订费多少")]
    [InlineData("取消我的信用卡")]
    [InlineData("为什么要恢复")]
    [InlineData("I have paid some of it")]
    [InlineData("已还一部分")]
    [InlineData("not paid")]
    [InlineData("没有还款")]
    [InlineData("我下周发工资再还，别停卡")]
    [InlineData("Td bank")]
    [InlineData("")]
    [InlineData("。")]
    public void These_are_for_a_person(string reply) => Assert.Equal(ReplyMeaning.Words, ReplyWords.Shipped.MeaningOf(reply));
}
