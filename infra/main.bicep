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

var suffix = uniqueString(resourceGroup().id, name)
var tags = { application: 'trad' }

module monitor 'core/monitor.bicep' = {
  name: 'monitor'
  params: {
    name: name
    location: location
    tags: tags
  }
}

module storage 'core/storage.bicep' = {
  name: 'storage'
  params: {
    name: take('trad${replace(name, '-', '')}${suffix}', 24)
    location: location
    tags: tags
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
  }
}

@description('Where the app answers.')
output address string = app.outputs.address

@description('The function app to deploy to.')
output functionAppName string = app.outputs.name
