// Who is told when something needs a hand. What each alert means and what to do stands in the runbook (src/Trad.Functions/Operations).
param name string
param location string
param tags object
param insightsName string
param storageAccountName string
param emails array

@description('How many markets are kept up to date.')
param markets int

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageAccountName
}

resource told 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'told-${name}'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'trad'
    emailReceivers: [
      for (email, index) in emails: {
        name: 'mail${index}'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

var searches = [
  {
    name: 'failed-jobs'
    title: 'Trainings fail'
    text: 'More than two trainings failed within an hour.'
    query: 'customMetrics | where name == "trad.jobs.ended" and tostring(customDimensions.state) == "failed" | summarize found = sum(valueSum)'
    operator: 'GreaterThan'
    threshold: 2
    window: 'PT1H'
  }
  {
    // What each market told last, whatever its interval: candles that the last backfill should have brought. One that has told nothing is
    // behind as well, so that silence is no good news.
    name: 'stale-backfill'
    title: 'Candles are behind'
    text: 'A market that is kept up to date lacks candles that its last backfill should have brought, or tells nothing.'
    query: 'customMetrics | where name == "trad.backfill.behind" | summarize arg_max(timestamp, valueMax) by market = tostring(customDimensions.market) | summarize told = count(), behind = countif(valueMax > 0 or timestamp < ago(1h)) | project found = behind + max_of(0, ${markets} - told)'
    operator: 'GreaterThan'
    threshold: 0
    window: 'P2D'
  }
  {
    name: 'asleep'
    title: 'The app does not wake'
    text: 'For half an hour nobody looked after lost jobs, waiting ones and candles.'
    query: 'customMetrics | where name == "trad.jobs.running" | summarize found = count()'
    operator: 'LessThan'
    threshold: 1
    window: 'PT30M'
  }
  {
    name: 'poison'
    title: 'A message cannot be processed'
    text: 'Durable Functions gave a message up.'
    query: 'traces | where message has "poison" | summarize found = count()'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT1H'
  }
]

resource search 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in searches: {
    name: '${alert.name}-${name}'
    location: location
    tags: tags
    properties: {
      displayName: alert.title
      description: alert.text
      enabled: true
      severity: 2
      scopes: [insights.id]
      evaluationFrequency: 'PT15M'
      windowSize: alert.window
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: alert.query
            metricMeasureColumn: 'found'
            timeAggregation: 'Total'
            operator: alert.operator
            threshold: alert.threshold
            failingPeriods: {
              minFailingPeriodsToAlert: 1
              numberOfEvaluationPeriods: 1
            }
          }
        ]
      }
      actions: {
        actionGroups: [told.id]
      }
    }
  }
]

resource throttling 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'throttling-${name}'
  location: 'global'
  tags: tags
  properties: {
    description: 'The storage account refuses requests because there are too many.'
    enabled: true
    severity: 2
    scopes: [storage.id]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'busy'
          criterionType: 'StaticThresholdCriterion'
          metricName: 'Transactions'
          metricNamespace: 'Microsoft.Storage/storageAccounts'
          dimensions: [
            {
              name: 'ResponseType'
              operator: 'Include'
              values: ['ServerBusyError', 'ClientThrottlingError', 'ClientAccountRequestThrottlingError']
            }
          ]
          operator: 'GreaterThan'
          threshold: 20
          timeAggregation: 'Total'
        }
      ]
    }
    actions: [
      {
        actionGroupId: told.id
      }
    ]
  }
}
