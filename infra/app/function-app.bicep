// The function app, with an identity that owns its data and nothing else.
param name string
param location string
param tags object
param storageAccountName string
param deploymentContainerUrl string
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
  tags: tags
  kind: 'functionapp,linux'
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    siteConfig: {
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      appSettings: concat(accessSettings, [
        {
          name: 'TradBackfillSchedule'
          value: '30 */5 * * * *'
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
          name: 'AzureWebJobsStorage__accountName'
          value: storageAccountName
        }
        {
          // Twice what the app takes (Trad__Api__MaxBodyBytes), so that a larger body gets the app's answer and not an empty one of the host.
          name: 'FUNCTIONS_REQUEST_BODY_SIZE_LIMIT'
          value: '400000000'
        }
        {
          name: 'AzureWebJobsDisableHomepage'
          value: 'true'
        }
        {
          name: 'APPLICATIONINSIGHTS_CONNECTION_STRING'
          value: applicationInsightsConnectionString
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

output name string = app.name
output address string = 'https://${app.properties.defaultHostName}'
