"""Documents by symbol from the UN's document service: one request at a time, nothing kept that is not what it says."""
