// To try things: the smallest of everything, and as good as nothing while nobody uses it.
using '../main.bicep'

param name = 'trad-dev'
param accessKey = readEnvironmentVariable('TRAD_ACCESS_KEY')
param markets = ['binance/BTCUSDT/1h']
param backfillSchedule = '30 0 * * * *'
param backfillDays = 30
