using Collections.Functions.Contact;

namespace Collections.Functions.Tests.Contact;

/// <summary>How numbers are written.</summary>
public class PhoneNumbersTests
{
    [Theory]
    [InlineData("13800000000", "+8613800000000")]
    [InlineData("138-0000 0000", "+8613800000000")]
    [InlineData("+86 13800000000", "+8613800000000")]
    [InlineData("0086 13800000000", "+8613800000000")]
    [InlineData("021-55550000", "+862155550000")]
    [InlineData("+44 7700 900000", "+447700900000")]
    public void Numbers_have_one_form(string number, string international) => Assert.Equal(international, PhoneNumbers.International(number));
}
