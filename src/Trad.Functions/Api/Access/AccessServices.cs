using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Trad.Functions.Api.Access;

/// <summary>The services that decide who may do what.</summary>
internal static class AccessServices
{
    /// <summary>Adds them; a host that is no server on the internet adds its <see cref="HostPlace"/> before.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(HostPlace.Internet);
        services.AddSingleton<IValidateOptions<AccessOptions>, AccessOptionsValidator>();
        services.AddOptions<AccessOptions>()
            .Configure(options => options.Bind(configuration))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<AccessRules>();
        services.AddSingleton(
            provider => new AccessSessions(provider.GetRequiredService<AccessRules>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<CrossOriginRules>();
        services.AddSingleton<RequestRate>();
        services.AddSingleton<RequestGate>();
        return services;
    }
}
