using Azure.Data.Tables;
using Trad.Candles.Stores;
using Trad.Storage.Strategies;
using Trad.Testing;
using Trad.Training.Strategies;

namespace Trad.Storage.Tests.Strategies;

public sealed class TableStrategyStoreTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2025, 6, 30, 12, 0, 0, TimeSpan.Zero);

    private TableClient _table = null!;
    private TableStrategyStore _strategies = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var clients = new StorageClients(
            new StorageOptions { ConnectionString = azurite.ConnectionString, TablePrefix = azurite.NewName() });
        _table = clients.Table("Strategies");
        await _table.CreateAsync(Cancellation);
        _strategies = new TableStrategyStore(clients);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Add_versions_gives_numbers_from_1_and_keeps_every_text_as_it_was()
    {
        // Longer than a column of a table holds, and with characters of several kinds.
        var texts = new[] { "{\"a\": \"1\"}", new string('x', 65_000) + " ü 💱\r\n\t\"\\", "" };
        foreach (var text in texts)
        {
            await AddAsync("my-cross", text);
        }

        var found = await _strategies.FindAsync("my-cross", Cancellation);
        var versions = await _strategies.ReadVersionsAsync("my-cross", Cancellation);

        Assert.Equal((3, 3, "my-cross"), (found!.Versions, found.Newest.Version, found.Name));
        Assert.Equal([3, 2, 1], versions.Select(version => version.Version));
        Assert.Equal(texts.Reverse(), versions.Select(version => version.Text));
        Assert.Equal(versions[0], found.Newest);
        for (var i = 0; i < texts.Length; i++)
        {
            Assert.Equal(
                new StrategyVersion("my-cross", i + 1, $"hash of {texts[i].Length}", Noon, texts[i]),
                await _strategies.FindVersionAsync("my-cross", i + 1, Cancellation));
        }
    }

    [Theory]
    [InlineData("my-cross", 0)]
    [InlineData("my-cross", -1)]
    [InlineData("my-cross", 2)]
    [InlineData("my-cross", int.MaxValue)]
    [InlineData("my", 1)]
    [InlineData("my-cross-2", 1)]
    [InlineData("", 1)]
    [InlineData("My Cross", 1)]
    [InlineData("../head my-cross", 1)]
    [InlineData("a/b#c?d\\e", 1)]
    public async Task Find_what_is_not_there_gives_null(string name, int version)
    {
        await AddAsync("my-cross", "1");

        Assert.Null(await _strategies.FindVersionAsync(name, version, Cancellation));
        if (name != "my-cross")
        {
            Assert.Null(await _strategies.FindAsync(name, Cancellation));
            Assert.Empty(await _strategies.ReadVersionsAsync(name, Cancellation));
            Assert.False(await _strategies.RemoveAsync(name, _ => true, Cancellation));
        }
    }

    [Fact]
    public async Task Add_with_no_draft_changes_nothing()
    {
        Assert.Null(await _strategies.AddVersionAsync("my-cross", _ => null, Cancellation));
        var before = await AddAsync("my-cross", "1");

        var after = await _strategies.AddVersionAsync("my-cross", _ => null, Cancellation);

        Assert.Equal(before, after);
        Assert.Equal(before, await _strategies.FindAsync("my-cross", Cancellation));
    }

    [Fact]
    public async Task Add_many_at_once_gives_every_version_a_number_of_its_own()
    {
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => AddAsync("my-cross", $"{i}")));

        var versions = await _strategies.ReadVersionsAsync("my-cross", Cancellation);

        Assert.Equal(Enumerable.Range(1, 12).Reverse(), versions.Select(version => version.Version));
        Assert.Equal(12, versions.Select(version => version.Text).Distinct().Count());
        Assert.Equal((12, versions[0]), ((await _strategies.FindAsync("my-cross", Cancellation))!.Versions, versions[0]));
    }

    [Fact]
    public async Task Every_change_gives_another_revision()
    {
        var revisions = new List<string>();
        foreach (var text in new[] { "1", "2", "3" })
        {
            revisions.Add((await AddAsync("my-cross", text))!.Revision);
        }

        Assert.True(await _strategies.RemoveVersionAsync("my-cross", 1, _ => true, Cancellation));
        revisions.Add((await _strategies.FindAsync("my-cross", Cancellation))!.Revision);

        Assert.Distinct(revisions);
    }

    [Fact]
    public async Task List_has_every_strategy_once_with_its_newest_version_in_the_order_of_the_names()
    {
        await AddAsync("b", "1");
        await AddAsync("a-b", "1");
        await AddAsync("a", "1");
        await AddAsync("b", "2");
        await AddAsync("gone", "1");
        await _strategies.RemoveAsync("gone", _ => true, Cancellation);

        var (found, damaged) = await _strategies.ReadAllAsync(Cancellation);

        Assert.Equal([("a", 1), ("a-b", 1), ("b", 2)], found.Select(strategy => (strategy.Name, strategy.Newest.Version)));
        Assert.Empty(damaged);
    }

    [Fact]
    public async Task Remove_newest_version_leaves_the_one_before_and_gives_its_number_to_nobody()
    {
        await AddAsync("my-cross", "1");
        await AddAsync("my-cross", "2");
        await AddAsync("my-cross", "3");

        Assert.True(await _strategies.RemoveVersionAsync("my-cross", 3, _ => true, Cancellation));

        var left = await _strategies.FindAsync("my-cross", Cancellation);
        Assert.Equal((2, 2, "2"), (left!.Versions, left.Newest.Version, left.Newest.Text));
        Assert.Null(await _strategies.FindVersionAsync("my-cross", 3, Cancellation));
        Assert.False(await _strategies.RemoveVersionAsync("my-cross", 3, _ => true, Cancellation));
        Assert.Equal(4, (await AddAsync("my-cross", "4"))!.Newest.Version);
    }

    [Fact]
    public async Task Remove_last_version_removes_the_strategy_and_gives_no_number_twice()
    {
        await AddAsync("my-cross", "1");
        await AddAsync("my-cross", "2");

        Assert.True(await _strategies.RemoveVersionAsync("my-cross", 1, _ => true, Cancellation));
        Assert.True(await _strategies.RemoveVersionAsync("my-cross", 2, _ => true, Cancellation));

        Assert.Null(await _strategies.FindAsync("my-cross", Cancellation));
        Assert.Empty(await _strategies.ReadVersionsAsync("my-cross", Cancellation));
        Assert.Equal((1, 3), await AddAsync("my-cross", "3") is { } added ? (added.Versions, added.Newest.Version) : default);
        Assert.Equal([3], (await _strategies.ReadVersionsAsync("my-cross", Cancellation)).Select(version => version.Version));
    }

    [Fact]
    public async Task Remove_strategy_leaves_no_version_and_nothing_of_its_neighbours_goes()
    {
        // More than one transaction deletes.
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => AddAsync("my-cross-2", "1")));
        for (var i = 0; i < 105; i++)
        {
            await AddAsync("my-cross", $"{i}");
        }

        Assert.True(await _strategies.RemoveAsync("my-cross", _ => true, Cancellation));

        Assert.Null(await _strategies.FindAsync("my-cross", Cancellation));
        Assert.Null(await _strategies.FindVersionAsync("my-cross", 105, Cancellation));
        Assert.Equal(
            ["head my-cross", "head my-cross-2"],
            _table.Query<TableEntity>(row => row.RowKey.CompareTo("version") < 0, cancellationToken: Cancellation)
                .Select(row => row.RowKey));
        Assert.Equal(3, (await _strategies.ReadVersionsAsync("my-cross-2", Cancellation)).Count);
        Assert.Equal(106, (await AddAsync("my-cross", "new"))!.Newest.Version);
        Assert.Single(await _strategies.ReadVersionsAsync("my-cross", Cancellation));
    }

    [Fact]
    public async Task Remove_what_does_not_apply_leaves_it_and_says_that_it_is_there()
    {
        var before = await AddAsync("my-cross", "1");
        OwnStrategy? asked = null;

        Assert.True(await _strategies.RemoveAsync(
            "my-cross",
            found =>
            {
                asked = found;
                return false;
            },
            Cancellation));
        Assert.True(await _strategies.RemoveVersionAsync("my-cross", 1, _ => false, Cancellation));

        Assert.Equal(before, asked);
        Assert.Equal(before, await _strategies.FindAsync("my-cross", Cancellation));
    }

    [Fact]
    public async Task Removal_that_was_interrupted_shows_nothing_of_what_is_left()
    {
        await AddAsync("my-cross", "1");
        var left = (await _table.GetEntityAsync<TableEntity>(
            "strategy", "version my-cross 0000000001", cancellationToken: Cancellation)).Value;
        await _strategies.RemoveAsync("my-cross", _ => true, Cancellation);
        await _table.AddEntityAsync(left, Cancellation);

        Assert.Null(await _strategies.FindVersionAsync("my-cross", 1, Cancellation));
        await AddAsync("my-cross", "2");
        Assert.Equal([2], (await _strategies.ReadVersionsAsync("my-cross", Cancellation)).Select(version => version.Version));
        Assert.False(await _strategies.RemoveVersionAsync("my-cross", 1, _ => true, Cancellation));

        Assert.True(await _strategies.RemoveAsync("my-cross", _ => true, Cancellation));
        Assert.Equal(
            ["head my-cross"], _table.Query<TableEntity>(cancellationToken: Cancellation).Select(row => row.RowKey));
    }

    [Fact]
    public async Task Damaged_head_is_named_and_can_be_removed_and_its_numbers_are_not_given_again()
    {
        await AddAsync("broken", "1");
        await AddAsync("broken", "2");
        await AddAsync("whole", "1");
        var head = (await _table.GetEntityAsync<TableEntity>("strategy", "head broken", cancellationToken: Cancellation)).Value;
        head["Last"] = "many";
        await _table.UpdateEntityAsync(head, head.ETag, TableUpdateMode.Replace, Cancellation);

        var (found, damaged) = await _strategies.ReadAllAsync(Cancellation);
        var refused = await Assert.ThrowsAsync<DamagedRecordException>(() => _strategies.FindAsync("broken", Cancellation));

        Assert.Equal(["whole"], found.Select(strategy => strategy.Name));
        Assert.Equal([new DamagedRecord("broken", "the column 'Last' holds String, not Int32")], damaged);
        Assert.Equal(damaged[0], refused.Damaged);

        Assert.True(await _strategies.RemoveAsync("broken", _ => false, Cancellation));
        Assert.Null(await _strategies.FindAsync("broken", Cancellation));
        Assert.Equal(3, (await AddAsync("broken", "3"))!.Newest.Version);
    }

    private Task<OwnStrategy?> AddAsync(string name, string text) =>
        _strategies.AddVersionAsync(name, _ => new StrategyDraft($"hash of {text.Length}", text, Noon), Cancellation);
}
