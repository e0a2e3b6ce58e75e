// Durable Task Scheduler: orchestrations are kept by a service of their own instead of by queues and tables of the account.
param name string
param location string
param tags object
param hub string

@description('The addresses that may reach it, as CIDR; identities decide who of them may do what.')
param allowlist array

resource scheduler 'Microsoft.DurableTask/schedulers@2025-11-01' = {
  name: 'dts-${name}'
  location: location
  tags: tags
  properties: {
    ipAllowlist: allowlist
    sku: {
      name: 'Consumption'
    }
  }
}

resource taskHub 'Microsoft.DurableTask/schedulers/taskHubs@2025-11-01' = {
  parent: scheduler
  name: hub
  properties: {}
}

output name string = scheduler.name
output endpoint string = scheduler.properties.endpoint
