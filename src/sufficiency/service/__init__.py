"""The pages: a Django project over the library, for the people who do the work."""
