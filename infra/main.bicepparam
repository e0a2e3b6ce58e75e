// The least that a deployment needs, also of the Azure Developer CLI. Keys come from the environment, so that they stand on no command line.
using 'main.bicep'

param name = readEnvironmentVariable('AZURE_ENV_NAME', 'trad')
param access = readEnvironmentVariable('TRAD_ACCESS', 'key')
param accessKey = readEnvironmentVariable('TRAD_ACCESS_KEY', '')
param readKey = readEnvironmentVariable('TRAD_READ_KEY', '')
param entraClientId = readEnvironmentVariable('TRAD_ENTRA_CLIENT_ID', '')
param markets = filter(split(readEnvironmentVariable('TRAD_MARKETS', ''), ','), market => !empty(market))
param alertEmails = filter(split(readEnvironmentVariable('TRAD_ALERT_EMAILS', ''), ','), email => !empty(email))
param monthlyBudget = int(readEnvironmentVariable('TRAD_MONTHLY_BUDGET', '0'))
param budgetStart = readEnvironmentVariable('TRAD_BUDGET_START', '')
