using System.Text;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;

namespace Collections.Functions.Tests.Ingestion.Formats;

public sealed class FormatFaultsTests
{
    [Fact]
    public void Everything_that_ships_is_right()
    {
        foreach (var name in EmbeddedData.Names("formats")) Reading.Parse(EmbeddedData.Bytes(name));
        foreach (var name in EmbeddedData.Names("profiles"))
        {
            ProfileJson.Read<InstitutionProfile>(EmbeddedData.Bytes(name), read => read.Faults(), out var faults);
            Assert.Empty(faults);
        }
    }

    [Theory]
    [InlineData("\"field\": \"Fees\"", "\"field\": \"Fee\"", "$.kinds.delinquency.columns[12].field")]
    [InlineData("\"separator\": \"|\"", "\"separater\": \"|\"", "$.layout.separater")]
    [InlineData("\"separator\": \"|\"", "\"separator\": \"\"", "$.layout.separator")]
    [InlineData("\"quote\": \"\\\"\"", "\"quote\": \"|\"", "$.layout.quote")]
    [InlineData("\"dates\": [\"yyyyMMdd\"]", "\"dates\": [\"yyyyMMdd\", \"yyMMdd\"]", "$.dates[1]")]
    [InlineData("\"thousands\": \",\"", "\"thousands\": \".\"", "$.numbers.thousands")]
    [InlineData("\"field\": \"Fees\"", "\"field\": \"Interest\"", "$.kinds.delinquency.columns[12].field")]
    [InlineData("\"header\": \"names\"", "\"header\": \"none\"", "$.kinds.delinquency.columns[0].position")]
    [InlineData("\"mark\": \"合计\"", "\"mark\": \"\"", "$.trailer.mark")]
    [InlineData("{ \"position\": 2 }", "{ \"start\": 2, \"length\": 3 }", "$.trailer.rows")]
    [InlineData("YQZH_{date:yyyyMMdd}.txt", "YQZH.txt", "$.kinds.delinquency.files[0]")]
    [InlineData("\"form\": \"delimited\"", "\"form\": \"fixed\"", "$.header")]
    [InlineData("\"name\": \"违约金\"", "\"name\": \"罚息\"", "$.kinds.delinquency.columns[12].name")]
    [InlineData("\"complete\": true", "\"complete\": \"yes\"", "$.kinds.delinquency.complete")]
    [InlineData("\"constant\": \"credit_card\"", "\"constant\": \"credit_card\", \"position\": 3", "$.kinds.delinquency.columns[21].constant")]
    [InlineData("{ \"name\": \"逾期天数\", \"field\": \"DaysPastDue\" },", "", "$.kinds.delinquency.columns")]
    [InlineData("\"encoding\": \"gb18030\"", "\"encoding\": \"big5\"", "$.encoding")]
    [InlineData("\"Fees\"]", "\"Fees\", \"Amount\"]", "$.kinds.delinquency.totals[0]")]
    public void A_fault_names_where_it_stands(string right, string wrong, string path)
    {
        var json = Encoding.UTF8.GetString(EmbeddedData.Bytes("formats/cn-core.json"));
        Assert.Contains(right, json, StringComparison.Ordinal);

        var format = ProfileJson.Read<FormatProfile>(Encoding.UTF8.GetBytes(json.Replace(right, wrong, StringComparison.Ordinal)), read => read.Faults(), out var faults);

        Assert.Null(format);
        Assert.Contains(faults, fault => fault.Path == path && fault.Problem.Length > 0);
        Assert.DoesNotContain(faults, fault => fault.Problem.Contains("Collections.", StringComparison.Ordinal));
    }
}
