using Trad.LocalHost.Commands;

return await TradCommandLine.RunAsync(args);
