using System.CommandLine;

namespace Trad.LocalHost.Commands;

/// <summary>
/// <c>completion</c>: prints a script that completes commands, options and their words in a shell. It asks this program, by its
/// directive <c>[suggest:position]</c>, so that it never knows less.
/// </summary>
internal sealed class CompletionCommand : Command
{
    private const string Bash =
        """
        # In ~/.bashrc: eval "$(trad completion bash)"
        _trad_complete() {
          local IFS=$'\n'
          COMPREPLY=($(compgen -W "$(trad "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _trad_complete trad
        """;

    private const string Zsh =
        """
        # In ~/.zshrc, after compinit: eval "$(trad completion zsh)"
        _trad() {
          local -a found
          found=("${(@f)$(trad "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
          compadd -a found
        }
        compdef _trad trad
        """;

    private const string PowerShell =
        """
        # In $PROFILE: trad completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName trad -ScriptBlock {
          param($word, $line, $position)
          trad "[suggest:$position]" "$line" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
            [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
          }
        }
        """;

    private static readonly IReadOnlyDictionary<string, string> Scripts =
        new Dictionary<string, string> { ["bash"] = Bash, ["zsh"] = Zsh, ["pwsh"] = PowerShell };

    private readonly Argument<string> _shell = new("shell") { Description = "The shell: bash, zsh or pwsh." };

    public CompletionCommand()
        : base("completion", "Print a script that completes commands, options and values in a shell.")
    {
        _shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        Add(_shell);
        SetAction(parsed => Console.WriteLine(Scripts[parsed.GetValue(_shell)!]));
    }
}
