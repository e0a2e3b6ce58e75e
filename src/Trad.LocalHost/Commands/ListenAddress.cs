using System.CommandLine.Parsing;
using System.Net;

namespace Trad.LocalHost.Commands;

/// <summary>Reads the address to listen on.</summary>
internal static class ListenAddress
{
    /// <summary>An address of this machine, or <c>localhost</c>; records what is wrong with anything else.</summary>
    public static IPAddress? Parse(ArgumentResult argument)
    {
        var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
        if (text == "localhost")
        {
            return IPAddress.Loopback;
        }

        if (IPAddress.TryParse(text, out var address))
        {
            return address;
        }

        argument.AddError(
            $"--listen is '{text}'; allowed is an address of this machine, for example 127.0.0.1, ::1 or 0.0.0.0 for every one.");
        return null;
    }
}
