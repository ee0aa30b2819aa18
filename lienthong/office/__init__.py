"""What every office has: accounts, organisation, working time, ledger, files, measures."""
