using Microsoft.AspNetCore.Http;
using Trad.Functions.Api;

namespace Trad.Functions.Tests.Api;

/// <summary>Conditional requests as RFC 9110 has them: reads compare tags weakly, changes strongly.</summary>
public sealed class EntityTagsTests
{
    private const string Version = "1";

    private static string Tag => EntityTags.FromVersion(Version);

    [Fact]
    public void If_match_is_met_by_the_tag_alone_or_in_a_list_and_by_any()
    {
        Assert.False(EntityTags.IsOutdated(Changing(), Version));
        Assert.False(EntityTags.IsOutdated(Changing(Tag), Version));
        Assert.False(EntityTags.IsOutdated(Changing($"\"other\", {Tag}"), Version));
        Assert.False(EntityTags.IsOutdated(Changing("\"other\"", Tag), Version));
        Assert.False(EntityTags.IsOutdated(Changing("*"), Version));
    }

    [Theory]
    [InlineData("\"other\"")]
    [InlineData("W/\"other\"")]
    [InlineData("not a tag")]
    public void If_match_with_other_tags_is_outdated(string named) => Assert.True(EntityTags.IsOutdated(Changing(named), Version));

    [Fact]
    public void If_match_is_not_met_by_a_weak_tag() => Assert.True(EntityTags.IsOutdated(Changing($"W/{Tag}"), Version));

    [Fact]
    public void If_none_match_is_met_by_a_weak_tag_too()
    {
        Assert.True(EntityTags.IsKnown(Reading(Tag), Version));
        Assert.True(EntityTags.IsKnown(Reading($"W/{Tag}"), Version));
        Assert.True(EntityTags.IsKnown(Reading($"\"a, b\", W/{Tag}"), Version));
        Assert.True(EntityTags.IsKnown(Reading("*"), Version));
        Assert.False(EntityTags.IsKnown(Reading("\"other\""), Version));
        Assert.False(EntityTags.IsKnown(Reading(), Version));
    }

    private static HttpRequest Changing(params string[] named)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.IfMatch = named;
        return request;
    }

    private static HttpRequest Reading(params string[] named)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.IfNoneMatch = named;
        return request;
    }
}
