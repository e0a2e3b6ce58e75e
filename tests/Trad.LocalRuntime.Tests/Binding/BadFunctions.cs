using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Trad.LocalRuntime.Tests.Binding;

/// <summary>Function classes with one mistake each; no host of all of this assembly's functions exists.</summary>
public static class BadFunctions
{
    public static class OneName
    {
        [Function("Same")]
        public static void One([ActivityTrigger] int number)
        {
        }

        [Function("SAME")]
        public static void Other([ActivityTrigger] int number)
        {
        }
    }

    public static class OneRoute
    {
        [Function(nameof(First))]
        public static IResult First(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "things/{id}")] HttpRequest request,
            string id) => Results.Ok();

        [Function(nameof(Second))]
        public static IResult Second(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "Things/{name}")] HttpRequest request, string name) => Results.Ok();
    }

    public static class AnyMethod
    {
        [Function(nameof(Any))]
        public static IResult Any([HttpTrigger(AuthorizationLevel.Anonymous, Route = "things")] HttpRequest request) => Results.Ok();

        [Function(nameof(Get))]
        public static IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things")] HttpRequest request) => Results.Ok();
    }

    public static class RouteTemplate
    {
        [Function(nameof(Broken))]
        public static IResult Broken([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{id")] HttpRequest request) =>
            Results.Ok();
    }

    public static class HttpParameter
    {
        [Function(nameof(Asking))]
        public static IResult Asking(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{id}")] HttpRequest request, string id,
            ILogger log) => Results.Ok();
    }

    public static class RouteValue
    {
        [Function(nameof(Asking))]
        public static IResult Asking(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{id}")] HttpRequest request, Stream id) => Results.Ok();
    }

    public static class Schedule
    {
        [Function(nameof(Ticking))]
        public static void Ticking([TimerTrigger("every minute")] TimerInfo timer)
        {
        }
    }

    public static class FiveFields
    {
        [Function(nameof(Ticking))]
        public static void Ticking([TimerTrigger("*/5 * * * *")] TimerInfo timer)
        {
        }
    }

    public static class MissingSetting
    {
        [Function(nameof(Ticking))]
        public static void Ticking([TimerTrigger("%NoSuchSetting%")] TimerInfo timer)
        {
        }
    }

    public static class TimerParameter
    {
        [Function(nameof(Ticking))]
        public static void Ticking([TimerTrigger("0 * * * * *")] TimerInfo timer, int number)
        {
        }
    }

    public static class OrchestratorParameter
    {
        [Function(nameof(Orchestrating))]
        public static Task Orchestrating([OrchestrationTrigger] TaskOrchestrationContext context, int input, ILogger log) =>
            Task.CompletedTask;
    }

    public static class OrchestratorContext
    {
        [Function(nameof(Orchestrating))]
        public static Task Orchestrating([OrchestrationTrigger] string context) => Task.CompletedTask;
    }

    public static class ActivityParameter
    {
        [Function(nameof(Working))]
        public static void Working([ActivityTrigger] int input, ILogger log)
        {
        }
    }

    public static class NoTrigger
    {
        [Function(nameof(Lonely))]
        public static void Lonely(int number)
        {
        }
    }

    public static class TwoTriggers
    {
        [Function(nameof(Torn))]
        public static void Torn([ActivityTrigger] int input, [TimerTrigger("0 * * * * *")] TimerInfo timer)
        {
        }
    }

    public static class Name
    {
        [Function("not a name")]
        public static void Nameless([ActivityTrigger] int input)
        {
        }
    }

    public sealed class MissingService(IComparer<Uri> comparer)
    {
        [Function(nameof(Working))]
        public int Working([ActivityTrigger] Uri input) => comparer.Compare(input, input);
    }
}
