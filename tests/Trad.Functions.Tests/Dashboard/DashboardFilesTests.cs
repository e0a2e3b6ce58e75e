using System.Text;
using System.Text.RegularExpressions;
using Trad.Functions.Dashboard;

namespace Trad.Functions.Tests.Dashboard;

public sealed partial class DashboardFilesTests
{
    [Fact]
    public void Embedded_files_every_address_they_name_is_served()
    {
        var files = DashboardFiles.Embedded();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<DashboardFile>([files.Page]);
        while (waiting.TryDequeue(out var file))
        {
            foreach (Match match in HashedName().Matches(Encoding.UTF8.GetString(file.Content)))
            {
                if (seen.Add(match.Value))
                {
                    var named = files.Find(match.Value);
                    Assert.True(named is not null, $"{file.Name} names {match.Value}, which is not served.");
                    waiting.Enqueue(named);
                }
            }
        }

        Assert.True(seen.Count > 30, $"Only {seen.Count} files can be reached from the page.");
    }

    [Fact]
    public void Embedded_page_has_nothing_inline_and_nothing_from_elsewhere()
    {
        var page = Encoding.UTF8.GetString(DashboardFiles.Embedded().Page.Content);

        Assert.DoesNotMatch(@"<script(?![^>]*\ssrc=)", page);
        Assert.DoesNotMatch(@"<style|\sstyle=|\son\w+=", page);
        Assert.DoesNotMatch(@"(src|href)=""(https?:)?//", page);
    }

    [Fact]
    public void Name_of_a_file_changes_with_what_it_refers_to()
    {
        var before = Prepare(("index.html", "<script src='./a.js'></script>"), ("a.js", "import './b.js';"), ("b.js", "one"));
        var after = Prepare(("index.html", "<script src='./a.js'></script>"), ("a.js", "import './b.js';"), ("b.js", "two"));

        Assert.Matches(@"^<script src='\./dashboard/a-[0-9a-f]{10}\.js'></script>$", Text(before.Page));
        Assert.NotEqual(Text(before.Page), Text(after.Page));
        Assert.NotEqual(before.Page.EntityTag, after.Page.EntityTag);
    }

    [Fact]
    public void Name_of_a_file_stays_when_another_changes()
    {
        var before = Prepare(("index.html", "'./a.js' './b.js'"), ("a.js", "same"), ("b.js", "one"));
        var after = Prepare(("index.html", "'./a.js' './b.js'"), ("a.js", "same"), ("b.js", "two"));

        Assert.Equal(Text(before.Page).Split(' ')[0], Text(after.Page).Split(' ')[0]);
        Assert.NotEqual(Text(before.Page).Split(' ')[1], Text(after.Page).Split(' ')[1]);
    }

    [Fact]
    public void Reference_to_a_missing_file_is_refused_by_name()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Prepare(("index.html", "<link href=\"./styles/gone.css\">")));

        Assert.Contains("index.html refers to ./styles/gone.css", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reference_in_a_circle_is_refused_with_its_path()
    {
        var refused = Assert.Throws<InvalidOperationException>(
            () => Prepare(("index.html", ""), ("a.js", "import './b.js'"), ("b.js", "import './a.js'")));

        Assert.Contains("a.js -> b.js -> a.js", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sheet_that_imports_others_is_served_as_one_in_their_order()
    {
        var files = Prepare(
            ("index.html", "'./all.css'"), ("all.css", "@import './a.css';\n@import './b.css';\np { color: red; }\n"),
            ("a.css", "a { background: url('../x.svg'); }\n"), ("b.css", "b {}\n"), ("x.svg", "<svg/>"));

        var sheet = Text(files.Find(Text(files.Page).Trim('\'')["./dashboard/".Length..])!);

        Assert.Matches(@"^a \{ background: url\('\./x-[0-9a-f]{10}\.svg'\); \}\nb \{\}\np \{ color: red; \}\n$", sheet);
    }

    [Fact]
    public void Module_that_the_page_preloads_brings_each_that_it_imports_once_and_none_that_it_asks_for_later()
    {
        var files = Prepare(
            ("index.html", "<link rel=\"modulepreload\" href=\"./a.js\">\n<link rel=\"modulepreload\" href=\"./d.js\">\n"),
            ("a.js", "import { b } from '../core/b.js';\nimport {\n  c,\n} from './c.js';\nconst later = () => import('./later.js');\n"),
            ("b.js", "export { c } from './c.js';\n"), ("c.js", "export const c = './later.js';\n"), ("d.js", "import './b.js';\n"),
            ("later.js", ""));

        var preloaded = Preload().Matches(Text(files.Page)).Select(match => match.Groups[1].Value);

        Assert.Equal(["a", "b", "c", "d"], preloaded);
    }

    [Fact]
    public void Embedded_page_names_every_module_of_a_first_visit()
    {
        var files = DashboardFiles.Embedded();
        var page = Text(files.Page);
        var preloaded = Preload().Matches(page).Select(match => match.Groups[1].Value).ToList();

        Assert.Contains("app", preloaded);
        Assert.Contains("jobs", preloaded);
        Assert.Contains("job-row", preloaded);
        Assert.Equal(preloaded.Distinct(), preloaded);
        Assert.Single(Regex.Matches(page, "rel=\"stylesheet\""));
    }

    private static DashboardFiles Prepare(params (string Name, string Content)[] files) =>
        new(files.ToDictionary(file => file.Name, file => Encoding.UTF8.GetBytes(file.Content)));

    private static string Text(DashboardFile file) => Encoding.UTF8.GetString(file.Content);

    [GeneratedRegex(@"<link rel=""modulepreload"" href=""\./dashboard/([\w-]+)-[0-9a-f]{10}\.js"">")]
    private static partial Regex Preload();

    [GeneratedRegex(@"[\w-]+-[0-9a-f]{10}\.(css|js|svg|txt|woff2)")]
    private static partial Regex HashedName();
}
