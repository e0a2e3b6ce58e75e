// Trad on Azure: a function app (Flex Consumption, .NET isolated) with its storage account, telemetry and an identity
// that may reach both; the only key is the one that callers show, where they do not sign in with Entra ID.
targetScope = 'resourceGroup'

@description('Name of the deployment, with a letter or a digit in it; resource names derive from it: what they may not have becomes a hyphen, and a long one is cut.')
@minLength(1)
@maxLength(64)
param name string

@description('Azure region.')
param location string = resourceGroup().location

@description('Most instances that run at once.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Memory of one instance in MB.')
@allowed([2048, 4096])
param instanceMemoryMB int = 2048

@description('Backtests of one training that work at once; the trials of a round are spread over as many activities.')
@minValue(1)
@maxValue(10000)
param workers int = 8

@description('How callers show that they may: with a key, or by signing in with Microsoft Entra ID.')
@allowed(['key', 'entra'])
param access string = 'key'

@description('The key for reading and writing, 16 characters or more; without it the app answers nothing but its health.')
@secure()
param accessKey string = ''

@description('The key for reading only; none when empty.')
@secure()
param readKey string = ''

@description('The app registration that callers sign in to; refused when it is missing and access is entra.')
param entraClientId string = ''

@description('Names by which the app is asked beside its own, for example a custom domain.')
param hostNames array = []

@description('Origins of other web pages that may use the API, for example https://notebook.example.com.')
param origins array = []

@description('Markets that are kept up to date, as exchange/symbol/interval, for example binance/BTCUSDT/5m.')
param markets array = []

@description('When candles are fetched: seconds, minutes, hours, days, months, weekdays.')
param backfillSchedule string = '30 */5 * * * *'

@description('Days of candles that a market begins with.')
@minValue(1)
@maxValue(3650)
param backfillDays int = 90

@description('Trainings that run at once; others wait.')
@minValue(1)
@maxValue(1000)
param maxConcurrentJobs int = 2

@description('Most bytes of a request, as everywhere by default. The Functions host holds a body several times over (136 MB took 1.2 GB), so more than this wants instances of 4096 MB; what is larger than about 210 MB does not reach an app at all.')
@minValue(300000)
@maxValue(200000000)
param maxBodyBytes int = 100000000

@description('Whether the storage account is reached through private endpoints only.')
param privateNetwork bool = false

@description('What keeps orchestrations: the storage account, or a Durable Task Scheduler, in which case appHasSchedulerPackage must be true.')
@allowed(['storage', 'scheduler'])
param backend string = 'storage'

@description('Whether the app that will be deployed was built with Microsoft.Azure.Functions.Worker.Extensions.DurableTask.AzureManaged, without which it cannot start on a scheduler. As it stands it is not.')
param appHasSchedulerPackage bool = false

@description('The addresses that may reach the scheduler, as CIDR: those that the app sends from.')
param schedulerAllowlist array = []

@description('How the storage account is replicated.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageSku string = 'Standard_LRS'

@description('Who is told of failed trainings, stale candles, poison messages, throttling and costs; nobody when empty.')
param alertEmails array = []

@description('What the resource group may cost in a month, in the currency of the subscription; 0 for no budget. One that nobody is told of is refused.')
@minValue(0)
param monthlyBudget int = 0

@description('The first day of the budget, as yyyy-MM-01: the month in which it is made, and the same ever after, because Azure lets no budget begin anew.')
param budgetStart string = ''

@description('Days that logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('Most gigabytes of logs a day; -1 for no limit.')
param logDailyQuotaGb int = 1

var suffix = uniqueString(resourceGroup().id, name)

// The Developer CLI takes names with dots, underscores and parentheses, which the names of resources may not have, nor a hyphen at an end.
var letters = 'abcdefghijklmnopqrstuvwxyz0123456789'
var signs = map(range(0, length(name)), index => substring(name, index, 1))
var words = trim(join(map(signs, sign => contains(letters, toLower(sign)) ? sign : ' '), ''))
var hyphenated = replace(words, ' ', '-')
var label = empty(words)
  ? fail('name has neither a letter nor a digit, a to z and 0 to 9; names of resources derive from them.')
  : length(hyphenated) > 32 ? '${take(hyphenated, 18)}-${uniqueString(name)}' : hyphenated

var tags = { application: 'trad' }
var hub = 'TradHub'

module monitor 'core/monitor.bicep' = {
  name: 'monitor'
  params: {
    name: label
    location: location
    tags: tags
    retentionInDays: logRetentionDays
    dailyQuotaGb: logDailyQuotaGb
  }
}

module storage 'core/storage.bicep' = {
  name: 'storage'
  params: {
    name: take(toLower('trad${take(replace(label, '-', ''), 16)}${suffix}'), 24)
    location: location
    tags: tags
    private: privateNetwork
    sku: storageSku
  }
}

module network 'core/network.bicep' = if (privateNetwork) {
  name: 'network'
  params: {
    name: label
    location: location
    tags: tags
    storageAccountName: storage.outputs.name
  }
}

module scheduler 'core/scheduler.bicep' = if (backend == 'scheduler') {
  name: 'scheduler'
  params: {
    name: '${label}-${suffix}'
    location: location
    tags: tags
    hub: appHasSchedulerPackage ? hub : fail('backend is scheduler, and the app lacks the package for it; build it in, and set appHasSchedulerPackage to true.')
    allowlist: empty(schedulerAllowlist) ? fail('backend is scheduler, and schedulerAllowlist names no address that may reach it, for example 203.0.113.7/32.') : schedulerAllowlist
  }
}

module app 'app/function-app.bicep' = {
  name: 'app'
  params: {
    name: '${label}-${suffix}'
    location: location
    tags: tags
    storageAccountName: storage.outputs.name
    deploymentContainerUrl: storage.outputs.deploymentContainerUrl
    applicationInsightsName: monitor.outputs.name
    applicationInsightsConnectionString: monitor.outputs.connectionString
    maximumInstanceCount: maximumInstanceCount
    instanceMemoryMB: instanceMemoryMB
    workers: workers
    access: access
    accessKey: accessKey
    readKey: readKey
    entraClientId: access == 'entra' && empty(entraClientId) ? fail('access is entra, and entraClientId names no app registration that callers sign in to.') : entraClientId
    hostNames: hostNames
    origins: origins
    markets: markets
    backfillSchedule: backfillSchedule
    backfillDays: backfillDays
    maxConcurrentJobs: maxConcurrentJobs
    maxBodyBytes: maxBodyBytes
    subnetId: network.?outputs.appSubnetId ?? ''
    schedulerName: scheduler.?outputs.name ?? ''
    schedulerEndpoint: scheduler.?outputs.endpoint ?? ''
    hub: hub
  }
}

module alerts 'app/alerts.bicep' = if (!empty(alertEmails)) {
  name: 'alerts'
  params: {
    name: label
    location: location
    tags: tags
    insightsName: monitor.outputs.name
    storageAccountName: storage.outputs.name
    emails: alertEmails
    markets: length(markets)
  }
}

module budget 'core/budget.bicep' = if (monthlyBudget > 0) {
  name: 'budget'
  params: {
    name: label
    amount: monthlyBudget
    emails: empty(alertEmails) ? fail('monthlyBudget is set, and alertEmails names nobody who is told of it.') : alertEmails
    startDate: empty(budgetStart) ? fail('monthlyBudget is set, and budgetStart is missing: the first of the month in which the budget is made, as yyyy-MM-01.') : budgetStart
  }
}

@description('Where the app answers.')
output address string = app.outputs.address

@description('The function app to deploy to.')
output functionAppName string = app.outputs.name
