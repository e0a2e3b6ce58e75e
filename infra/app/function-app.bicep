// The function app, with an identity that owns its data and nothing else.
param name string
param location string
param tags object
param storageAccountName string
param deploymentContainerUrl string
param applicationInsightsName string
param applicationInsightsConnectionString string
param maximumInstanceCount int
param instanceMemoryMB int
param workers int

@allowed(['key', 'entra'])
param access string

@secure()
param accessKey string

@secure()
param readKey string

param entraClientId string
param hostNames array
param origins array

@description('Markets that are kept up to date, as exchange/symbol/interval.')
param markets array
param backfillSchedule string
param backfillDays int
param maxConcurrentJobs int
param maxBodyBytes int

@description('The subnet that the app sends from; empty for none.')
param subnetId string

@description('The Durable Task Scheduler that keeps orchestrations; empty for the storage account.')
param schedulerName string
param schedulerEndpoint string
param hub string

// Who may: the app reads it (src/Trad.Functions/Api/README.md); without a key it answers nothing but its health.
var accessSettings = concat(
  [
    {
      name: 'Trad__Access__Mode'
      value: access
    }
    {
      name: 'Trad__Access__Hosts'
      value: join(hostNames, ',')
    }
    {
      name: 'Trad__Access__Origins'
      value: join(origins, ',')
    }
  ],
  access == 'key' && !empty(accessKey) ? [{ name: 'Trad__Access__Key', value: accessKey }] : [],
  access == 'key' && !empty(readKey) ? [{ name: 'Trad__Access__ReadKey', value: readKey }] : []
)

var marketSettings = [
  for (market, index) in markets: {
    name: 'Trad__Backfill__Markets__${index}'
    value: string(market)
  }
]

// By name in the public cloud; by address in the others, whose names end otherwise.
var storageSettings = environment().name == 'AzureCloud'
  ? [
      {
        name: 'AzureWebJobsStorage__accountName'
        value: storageAccountName
      }
    ]
  : [
      {
        name: 'AzureWebJobsStorage__blobServiceUri'
        value: storage.properties.primaryEndpoints.blob
      }
      {
        name: 'AzureWebJobsStorage__queueServiceUri'
        value: storage.properties.primaryEndpoints.queue
      }
      {
        name: 'AzureWebJobsStorage__tableServiceUri'
        value: storage.properties.primaryEndpoints.table
      }
    ]

// The host's own settings win over host.json, which names Azure Storage.
var schedulerSettings = empty(schedulerName)
  ? []
  : [
      {
        name: 'AzureFunctionsJobHost__extensions__durableTask__storageProvider__type'
        value: 'azureManaged'
      }
      {
        name: 'AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName'
        value: 'DURABLE_TASK_SCHEDULER_CONNECTION_STRING'
      }
      {
        name: 'AzureFunctionsJobHost__extensions__durableTask__hubName'
        value: hub
      }
      {
        name: 'DURABLE_TASK_SCHEDULER_CONNECTION_STRING'
        value: 'Endpoint=${schedulerEndpoint};Authentication=ManagedIdentity'
      }
    ]

resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageAccountName
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-${name}'
  location: location
  tags: union(tags, { 'azd-service-name': 'app' })
  kind: 'functionapp,linux'
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: {
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      appSettings: concat(accessSettings, marketSettings, storageSettings, schedulerSettings, [
        {
          name: 'TradBackfillSchedule'
          value: backfillSchedule
        }
        {
          name: 'Trad__Backfill__Days'
          value: string(backfillDays)
        }
        {
          name: 'Trad__Jobs__MaxConcurrent'
          value: string(maxConcurrentJobs)
        }
        {
          name: 'Trad__Api__MaxBodyBytes'
          value: string(maxBodyBytes)
        }
        {
          name: 'Trad__Jobs__Workers'
          value: string(workers)
        }
        {
          // An activity waits for its queue some tens of milliseconds; it should work several times as long.
          name: 'Trad__Jobs__ChunkMilliseconds'
          value: '250'
        }
        {
          // Twice what the app takes, so that a larger body gets the app's answer and not an empty one of the host.
          name: 'FUNCTIONS_REQUEST_BODY_SIZE_LIMIT'
          value: string(2 * maxBodyBytes)
        }
        {
          name: 'AzureWebJobsDisableHomepage'
          value: 'true'
        }
        {
          name: 'APPLICATIONINSIGHTS_CONNECTION_STRING'
          value: applicationInsightsConnectionString
        }
        {
          // No key is taken: host and worker show their identity.
          name: 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING'
          value: 'Authorization=AAD'
        }
      ])
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deploymentContainerUrl
          authentication: {
            type: 'SystemAssignedIdentity'
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        maximumInstanceCount: maximumInstanceCount
        instanceMemoryMB: instanceMemoryMB

        // Event streams are held open by their readers and cost almost nothing; by default sixteen of them would ask for another instance.
        triggers: {
          http: {
            perInstanceConcurrency: 250
          }
        }
      }
    }
  }
}

// With Entra ID, App Service signs callers in before they reach the app; health stays open for probes.
resource signIn 'Microsoft.Web/sites/config@2024-04-01' = if (access == 'entra') {
  parent: app
  name: 'authsettingsV2'
  properties: {
    platform: {
      enabled: true
    }
    globalValidation: {
      requireAuthentication: true
      unauthenticatedClientAction: 'RedirectToLoginPage'
      redirectToProvider: 'azureactivedirectory'
      excludedPaths: ['/api/health']
    }
    httpSettings: {
      requireHttps: true
    }
    identityProviders: {
      azureActiveDirectory: {
        enabled: true
        registration: {
          clientId: entraClientId
          openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
        }
        validation: {
          allowedAudiences: [entraClientId, 'api://${entraClientId}']
        }
      }
    }
    login: {
      tokenStore: {
        enabled: false
      }
    }
  }
}

// Storage Blob Data Owner, Storage Queue Data Contributor, Storage Table Data Contributor.
var roles = [
  'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
]

resource ownership 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in roles: {
    name: guid(storage.id, app.id, role)
    scope: storage
    properties: {
      principalId: app.identity.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

// Monitoring Metrics Publisher.
resource telling 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(insights.id, app.id, '3913510d-42f4-4e42-8a64-00c390055eb7')
  scope: insights
  properties: {
    principalId: app.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '3913510d-42f4-4e42-8a64-00c390055eb7')
  }
}

resource scheduler 'Microsoft.DurableTask/schedulers@2025-11-01' existing = if (!empty(schedulerName)) {
  name: schedulerName
}

// Durable Task Data Contributor.
resource orchestrating 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(schedulerName)) {
  name: guid(resourceGroup().id, schedulerName, app.id, '0ad04412-c4d5-4796-b79c-f76d14c8d402')
  scope: scheduler
  properties: {
    principalId: app.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '0ad04412-c4d5-4796-b79c-f76d14c8d402')
  }
}

output name string = app.name
output address string = 'https://${app.properties.defaultHostName}'
