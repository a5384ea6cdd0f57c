"""Lists the parts of networks and load balancers that a single operation makes."""

from cloud.practice.account.formation.kinds.rows import Row

NETWORK = (
    Row(
        "AWS::EC2::InternetGateway",
        "ec2",
        "create_internet_gateway",
        "delete_internet_gateway",
        {"InternetGatewayId": "$id"},
        made="InternetGateway",
    ),
    Row(
        "AWS::EC2::VPCGatewayAttachment",
        "ec2",
        "attach_internet_gateway",
        "detach_internet_gateway",
        {"InternetGatewayId": "$InternetGatewayId", "VpcId": "$VpcId"},
        fixed={"AttachmentType": "IGW"},
    ),
    Row(
        "AWS::EC2::RouteTable",
        "ec2",
        "create_route_table",
        "delete_route_table",
        {"RouteTableId": "$id"},
        made="RouteTable",
    ),
    Row(
        "AWS::EC2::Route",
        "ec2",
        "create_route",
        "delete_route",
        {"RouteTableId": "$RouteTableId", "DestinationCidrBlock": "$DestinationCidrBlock"},
        fixed={"CidrBlock": "$DestinationCidrBlock"},
    ),
    Row(
        "AWS::EC2::SubnetRouteTableAssociation",
        "ec2",
        "associate_route_table",
        "disassociate_route_table",
        {"AssociationId": "$id"},
        attributes={"Id": "AssociationId"},
    ),
    Row(
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        "elbv2",
        "create_load_balancer",
        "delete_load_balancer",
        {"LoadBalancerArn": "$id"},
        made="LoadBalancers.0",
        names={"Name": 32},
        after={"LoadBalancerFullName": "LoadBalancerArn:loadbalancer/"},
        then=(
            (
                "modify_load_balancer_attributes",
                {"LoadBalancerArn": "$id", "Attributes": "$LoadBalancerAttributes"},
            ),
        ),
        update="set_security_groups",
    ),
    Row(
        "AWS::ElasticLoadBalancingV2::TargetGroup",
        "elbv2",
        "create_target_group",
        "delete_target_group",
        {"TargetGroupArn": "$id"},
        made="TargetGroups.0",
        names={"Name": 32},
        after={"TargetGroupFullName": "TargetGroupArn:123456789012:"},
        then=(
            (
                "modify_target_group_attributes",
                {"TargetGroupArn": "$id", "Attributes": "$TargetGroupAttributes"},
            ),
        ),
        update="modify_target_group",
    ),
    Row(
        "AWS::ElasticLoadBalancingV2::Listener",
        "elbv2",
        "create_listener",
        "delete_listener",
        {"ListenerArn": "$id"},
        made="Listeners.0",
        update="modify_listener",
    ),
    Row(
        "AWS::ElasticLoadBalancingV2::ListenerRule",
        "elbv2",
        "create_rule",
        "delete_rule",
        {"RuleArn": "$id"},
        made="Rules.0",
        update="modify_rule",
    ),
)
