// Trad on Azure: a function app (Flex Consumption, .NET isolated) with its storage account, telemetry and an identity
// that may reach both; the only key is the one that callers show, where they do not sign in with Entra ID.
targetScope = 'resourceGroup'

@description('Short name of the deployment; resource names derive from it.')
@minLength(3)
@maxLength(16)
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

@description('The app registration that callers sign in to, when access is entra.')
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

@description('Most bytes of a request. The Functions host holds a body several times over (136 MB took 1.2 GB), so a small instance takes less.')
@minValue(300000)
@maxValue(1000000000)
param maxBodyBytes int = instanceMemoryMB == 2048 ? 100000000 : 200000000

@description('Whether the storage account is reached through private endpoints only.')
param privateNetwork bool = false

@description('What keeps orchestrations: the storage account, or a Durable Task Scheduler (the app then needs its package, see the README).')
@allowed(['storage', 'scheduler'])
param backend string = 'storage'

@description('How the storage account is replicated.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageSku string = 'Standard_LRS'

@description('Who is told of failed trainings, stale candles, poison messages, throttling and costs; nobody when empty.')
param alertEmails array = []

@description('Seconds that the newest candle of a market may be behind before somebody is told: more than its interval and twice the time between two backfills.')
@minValue(60)
param staleBackfillSeconds int = 3600

@description('What the resource group may cost in a month, in the currency of the subscription; 0 for no budget.')
@minValue(0)
param monthlyBudget int = 0

@description('The first day of the budget, the first of a month.')
param budgetStart string = utcNow('yyyy-MM-01')

@description('Days that logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('Most gigabytes of logs a day; -1 for no limit.')
param logDailyQuotaGb int = 1

var suffix = uniqueString(resourceGroup().id, name)
var tags = { application: 'trad' }
var hub = 'TradHub'

module monitor 'core/monitor.bicep' = {
  name: 'monitor'
  params: {
    name: name
    location: location
    tags: tags
    retentionInDays: logRetentionDays
    dailyQuotaGb: logDailyQuotaGb
  }
}

module storage 'core/storage.bicep' = {
  name: 'storage'
  params: {
    name: take('trad${replace(name, '-', '')}${suffix}', 24)
    location: location
    tags: tags
    private: privateNetwork
    sku: storageSku
  }
}

module network 'core/network.bicep' = if (privateNetwork) {
  name: 'network'
  params: {
    name: name
    location: location
    tags: tags
    storageAccountName: storage.outputs.name
  }
}

module scheduler 'core/scheduler.bicep' = if (backend == 'scheduler') {
  name: 'scheduler'
  params: {
    name: '${name}-${suffix}'
    location: location
    tags: tags
    hub: hub
  }
}

module app 'app/function-app.bicep' = {
  name: 'app'
  params: {
    name: '${name}-${suffix}'
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
    entraClientId: entraClientId
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
    name: name
    location: location
    tags: tags
    insightsName: monitor.outputs.name
    storageAccountName: storage.outputs.name
    emails: alertEmails
    staleBackfillSeconds: staleBackfillSeconds
  }
}

module budget 'core/budget.bicep' = if (monthlyBudget > 0 && !empty(alertEmails)) {
  name: 'budget'
  params: {
    name: name
    amount: monthlyBudget
    emails: alertEmails
    startDate: budgetStart
  }
}

@description('Where the app answers.')
output address string = app.outputs.address

@description('The function app to deploy to.')
output functionAppName string = app.outputs.name
