"""What can be asked, one module for each part of the page: plain functions of the record, and their addresses."""
