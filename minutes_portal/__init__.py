"""What belongs to no single app: settings, addresses, the database, search, accounts, sample data."""
