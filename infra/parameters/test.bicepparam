// What production is, on less: the same ways in, smaller limits.
using '../main.bicep'

param name = 'trad-test'
param access = 'entra'
param entraClientId = readEnvironmentVariable('TRAD_ENTRA_CLIENT_ID')
param markets = ['binance/BTCUSDT/5m']
param privateNetwork = true
param alertEmails = filter(split(readEnvironmentVariable('TRAD_ALERT_EMAILS'), ','), email => !empty(email))
param budgetStart = readEnvironmentVariable('TRAD_BUDGET_START')
param monthlyBudget = 50
