"""What runs on AWS Lambda, one package a function: the standard library and boto3, nothing else."""
