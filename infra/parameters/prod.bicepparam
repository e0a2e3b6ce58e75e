// For a team: signed in with Entra ID, storage behind private endpoints in three zones, somebody told when something is wrong.
using '../main.bicep'

param name = 'trad-prod'
param access = 'entra'
param entraClientId = readEnvironmentVariable('TRAD_ENTRA_CLIENT_ID')
param markets = ['binance/BTCUSDT/5m', 'binance/ETHUSDT/5m']
param backfillDays = 730
param maxConcurrentJobs = 8
param workers = 16
param maximumInstanceCount = 100
param instanceMemoryMB = 4096
param privateNetwork = true
param storageSku = 'Standard_ZRS'
param alertEmails = filter(split(readEnvironmentVariable('TRAD_ALERT_EMAILS'), ','), email => !empty(email))
param budgetStart = readEnvironmentVariable('TRAD_BUDGET_START')
param monthlyBudget = 500
param logRetentionDays = 90
param logDailyQuotaGb = 5
