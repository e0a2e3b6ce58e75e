// Logs and metrics. Telemetry is taken from identities only, not from whoever knows a key.
param name string
param location string
param tags object

@description('Days that logs are kept.')
param retentionInDays int

@description('Most gigabytes of logs a day; -1 for no limit.')
param dailyQuotaGb int

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: 'log-${name}'
  location: location
  tags: tags
  properties: {
    retentionInDays: retentionInDays
    sku: {
      name: 'PerGB2018'
    }
    workspaceCapping: {
      dailyQuotaGb: dailyQuotaGb
    }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-${name}'
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    DisableLocalAuth: true
    WorkspaceResourceId: workspace.id
  }
}

output name string = insights.name
output workspaceId string = workspace.id
output connectionString string = insights.properties.ConnectionString
