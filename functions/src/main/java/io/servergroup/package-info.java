/** Permanent identities and rolling deploys for fixed-size EC2 clusters. */
package io.servergroup;
