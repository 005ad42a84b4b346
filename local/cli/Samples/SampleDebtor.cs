using System.Globalization;

namespace Collections.Cli.Samples;

/// <summary>Nobody: the name is put together from common characters, number, address and mail are from ranges that belong to no one.</summary>
internal sealed record SampleDebtor(string Number, string Name, string IdNumber, string Mobile, string Email, string Address, string Region)
{
    private const string Surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗";

    private const string GivenNames = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华文玉建国春兰";

    private static readonly string[] Regions = ["110000", "310100", "320100", "330100", "370100", "420100", "440100", "440300", "510100", "610100", "650100", "710000"];

    public static SampleDebtor Make(Prng prng, int number)
    {
        var given = prng.Chance(70) ? $"{Letter(prng, GivenNames)}{Letter(prng, GivenNames)}" : Letter(prng, GivenNames);
        var region = prng.Of(Regions);
        return new SampleDebtor(
            string.Create(CultureInfo.InvariantCulture, $"D{number:D8}"),
            Letter(prng, Surnames) + given,
            string.Create(CultureInfo.InvariantCulture, $"{region[..6]}********{number:D4}"),
            string.Create(CultureInfo.InvariantCulture, $"199{number:D8}"),
            string.Create(CultureInfo.InvariantCulture, $"debtor{number}@example.com"),
            string.Create(CultureInfo.InvariantCulture, $"示例市样本路{number}号"),
            region);
    }

    private static string Letter(Prng prng, string letters) => letters[prng.Between(0, letters.Length - 1)].ToString();
}
