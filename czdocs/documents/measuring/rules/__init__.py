"""The rows of the table: what GB/T 9704-2012 wants of each element, and how it is measured."""
