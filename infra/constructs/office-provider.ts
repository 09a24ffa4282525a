import { SecretValue } from 'aws-cdk-lib'
import { CfnUserPoolIdentityProvider, type IUserPool } from 'aws-cdk-lib/aws-cognito'
import type { Construct } from 'constructs'
import type { OfficeSignIn } from '../options.ts'

/** What Cognito asks of an office, by the protocol that it speaks. */
function detailsOf({ saml, oidc }: OfficeSignIn) {
  if (saml)
    return {
      providerType: 'SAML',
      providerDetails: { MetadataURL: saml.metadataUrl, IDPSignout: 'false' },
      attributeMapping: { email: saml.emailClaim },
    }
  if (!oidc) throw new Error('an office speaks saml or oidc')
  return {
    providerType: 'OIDC',
    providerDetails: {
      client_id: oidc.clientId,
      // CloudFormation reads it at the deployment; neither the template nor the file holds it.
      client_secret: SecretValue.secretsManager(oidc.secretName, {
        jsonField: 'clientSecret',
      }).unsafeUnwrap(),
      oidc_issuer: oidc.issuer,
      authorize_scopes: 'openid email',
      attributes_request_method: 'GET',
    },
    attributeMapping: { email: oidc.emailClaim },
  }
}

/** Lets people sign in where their office does. It stands beside the pool: none of the pool's own properties tells of it. */
export function addOfficeProvider(
  scope: Construct,
  users: IUserPool,
  office: OfficeSignIn,
): CfnUserPoolIdentityProvider {
  return new CfnUserPoolIdentityProvider(scope, 'Office', {
    userPoolId: users.userPoolId,
    providerName: office.name,
    ...detailsOf(office),
  })
}
